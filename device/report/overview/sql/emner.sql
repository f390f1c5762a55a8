-- Topics: at how many meetings each was talked about. What is left out: see fremmoede.sql.
WITH dele AS (
  SELECT tekst, COUNT(*) AS moeder, COUNT(DISTINCT gruppe) AS grupper
  FROM seneste
  WHERE slags = 'emne' AND tekst IS NOT NULL
  GROUP BY tekst
),
maerket AS (
  SELECT tekst, moeder, grupper,
    CASE WHEN moeder < 5 OR grupper < 3 THEN 1 ELSE 0 END AS lille
  FROM dele
),
ordnet AS (
  SELECT tekst, moeder, grupper, lille,
    SUM(lille) OVER () AS smaa,
    ROW_NUMBER() OVER (ORDER BY -lille, moeder, tekst) AS plads,
    SUM(moeder) OVER (
      ORDER BY -lille, moeder, tekst ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - moeder AS foer
  FROM maerket
)
SELECT tekst, moeder, grupper
FROM ordnet
WHERE lille = 0 AND (smaa = 0 OR (plads > 2 AND foer >= 5))
ORDER BY -moeder, tekst
