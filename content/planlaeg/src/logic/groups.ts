/** Into how many groups people are parted, and how large; as device/meeting/grouping/sizes.py. */

/** Pairs; threes where pairs leave one over and threes don't. */
export function fittingSize(people: number): number {
  return people % 2 && people % 3 === 0 ? 3 : 2;
}

const TOO_LARGE = 4;

/** The sizes of the groups of `people`, the largest first; as device/meeting/grouping/sizes.py. */
export function sizes(people: number, size: number): number[] {
  const least = size === 2 ? 2 : 3;
  let best: number[] = [], cost = Infinity;
  const visit = (left: number, most: number, way: number[]) => {
    if (left <= most) settle([...way, left]);
    for (let first = Math.min(most, left - least); first >= least; first--) visit(left - first, first, [...way, first]);
  };
  const settle = (way: number[]) => {
    const price = way.reduce((sum, have) => sum + (have - size) ** 2 * (have > size ? TOO_LARGE : 1), 0);
    if (price < cost || (price === cost && way.length < best.length)) [best, cost] = [way, price];
  };
  if (people > 0) visit(people, people, []);
  return best;
}
