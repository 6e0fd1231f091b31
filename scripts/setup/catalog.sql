-- The bundle can grant on what it owns, and it does not own the catalog: several bundles may share one.
CREATE CATALOG IF NOT EXISTS `${catalog}`;

GRANT USE CATALOG, CREATE SCHEMA ON CATALOG `${catalog}` TO `${principal}`;
GRANT USE CATALOG ON CATALOG `${catalog}` TO `data-engineers`;
GRANT USE CATALOG ON CATALOG `${catalog}` TO `data-stewards`;
GRANT USE CATALOG ON CATALOG `${catalog}` TO `analysts`;
GRANT USE CATALOG ON CATALOG `${catalog}` TO `compliance-officers`;

-- Whoever may browse or select on the catalog does so on bronze too. New catalogs may give BROWSE to everybody.
REVOKE SELECT ON CATALOG `${catalog}` FROM `account users`;
REVOKE BROWSE ON CATALOG `${catalog}` FROM `account users`;
