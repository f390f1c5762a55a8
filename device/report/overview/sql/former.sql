-- Meetings by form: how many, and the minutes planned and used. What is left out: see fremmoede.sql.
WITH dele AS (
  SELECT form, COUNT(*) AS moeder, COUNT(DISTINCT gruppe) AS grupper,
    SUM(planlagt_minutter) AS planlagt, SUM(brugt_minutter) AS brugt
  FROM seneste
  WHERE slags = 'moede' AND planlagt_minutter > 0 AND brugt_minutter >= 0
  GROUP BY form
),
maerket AS (
  SELECT form, moeder, grupper, planlagt, brugt,
    CASE WHEN moeder < 5 OR grupper < 3 THEN 1 ELSE 0 END AS lille
  FROM dele
),
ordnet AS (
  SELECT form, moeder, grupper, planlagt, brugt, lille,
    SUM(lille) OVER () AS smaa,
    ROW_NUMBER() OVER (ORDER BY -lille, moeder, form) AS plads,
    SUM(moeder) OVER (
      ORDER BY -lille, moeder, form ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - moeder AS foer
  FROM maerket
)
SELECT form, moeder, grupper, planlagt, brugt
FROM ordnet
WHERE lille = 0 AND (smaa = 0 OR (plads > 2 AND foer >= 5))
ORDER BY -moeder, form
