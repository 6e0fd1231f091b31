"""The `medallion` command. One file per command; nothing heavy is imported before a command needs it."""

from __future__ import annotations

import importlib
import sys

import click

from healthcare_medallion import __version__

# Commands by name with their one line of help: listed here so that `--help` imports none of them.
COMMANDS = {
    "demo": "Generate data, run the pipeline, verify it and write a report.",
    "generate": "Write synthetic landing files.",
    "run": "Take new landing files through bronze, silver and gold.",
    "watch": "Take landing files as they arrive, until stopped.",
    "maintain": "Compact, clean up, archive and enforce retention.",
    "status": "Show the last run and what waits in the landing folder.",
    "verify": "Check the promises against the stored tables.",
    "quality": "Show the quality score and the rules behind it.",
    "alerts": "List and resolve alerts, and try the targets.",
    "quarantine": "List, show, release and waive quarantined rows.",
    "history": "Show what happened to the rows of a table, version by version.",
    "audit": "Check, list and anchor the audit log.",
    "query": "Run a SQL query over the published tables.",
    "archive": "Keep taken landing files encrypted, and bring them back.",
    "keys": "List, make, rotate and check keys.",
    "sql": "Show the compiled SQL of a table.",
    "compile": "Write the compiled SQL of every table to a folder.",
    "compliance": "Report where identifiers are, by looking at the data.",
    "lineage": "Show where a column comes from, back to the landed files.",
    "snapshot": "Show the table versions that belong together.",
    "report": "Write the HTML report of the last run.",
    "docs": "Write the table reference from the contracts.",
    "doctor": "Check this machine, the keys and the warehouse, or what a deploy still needs.",
    "test": "Run the test suite (from a checkout).",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called: `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"healthcare_medallion.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            meant = f" Did you mean `{close[0]}`?" if close else ""
            ctx.fail(f"There is no command `{args[0]}`.{meant}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="medallion")
def cli() -> None:
    """A health-insurance lakehouse: CSV files in, a star schema out, nothing lost on the way.

    Try `medallion demo` first.
    """


def main(arguments: list[str] | None = None) -> None:
    """Runs a command and turns our errors into a message and an exit code."""
    from healthcare_medallion.errors import MedallionError

    try:
        # Without standalone mode click hands an exit code back instead of leaving with it.
        code = cli(args=arguments, prog_name="medallion", standalone_mode=False)
        if isinstance(code, int) and code:
            sys.exit(code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. A run that was interrupted is completed by the next one.", err=True)
        sys.exit(130)
    except MedallionError as error:
        click.secho("Error: ", fg="red", bold=True, err=True, nl=False)
        click.echo(error.message, err=True)
        if error.hint:
            click.secho("Next: ", fg="cyan", bold=True, err=True, nl=False)
            click.echo(error.hint, err=True)
        sys.exit(error.exit_code)
