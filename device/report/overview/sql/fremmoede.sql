-- How many came, by the group's how manieth meeting (13: the thirteenth and later).
-- Nothing of fewer than five meetings or three groups, nor what would tell it by subtraction from
-- all meetings: together with what is small the next smallest is left out, until there are at least
-- two parts and five meetings that nobody can tell apart.
WITH dele AS (
  SELECT nummer, COUNT(*) AS moeder, COUNT(DISTINCT gruppe) AS grupper,
    SUM(inviterede) AS inviterede, SUM(kom) AS kom
  FROM seneste
  WHERE slags = 'moede' AND kom >= 0 AND kom <= inviterede AND inviterede > 0
  GROUP BY nummer
),
maerket AS (
  SELECT nummer, moeder, grupper, inviterede, kom,
    CASE WHEN moeder < 5 OR grupper < 3 THEN 1 ELSE 0 END AS lille
  FROM dele
),
ordnet AS (
  SELECT nummer, moeder, grupper, inviterede, kom, lille,
    SUM(lille) OVER () AS smaa,
    ROW_NUMBER() OVER (ORDER BY -lille, moeder, -nummer) AS plads,
    SUM(moeder) OVER (
      ORDER BY -lille, moeder, -nummer ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - moeder AS foer
  FROM maerket
)
SELECT nummer, moeder, grupper, inviterede, kom
FROM ordnet
WHERE lille = 0 AND (smaa = 0 OR (plads > 2 AND foer >= 5))
ORDER BY nummer
