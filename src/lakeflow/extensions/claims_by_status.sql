-- An example of an extension, and a mart of use: where claims stand, by month. docs/guides/add-a-mart-in-sql.md
CREATE MATERIALIZED VIEW data_eng_marts.claims_by_status AS
SELECT
  CAST(date_trunc('MONTH', claim_date) AS DATE) AS month,
  claim_status,
  count(*) AS claims,
  CAST(sum(CAST(claim_amount AS DECIMAL(18, 2))) AS DOUBLE) AS claim_amount_total
FROM data_eng.fact_claims
GROUP BY 1, 2;
