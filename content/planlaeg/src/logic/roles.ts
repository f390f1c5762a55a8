/** Roles in turn: whoever had one longest ago has it next; as device/meeting/roles.py. */

type Had = { [role: string]: { [name: string]: number } };
type Roles = { [role: string]: string };
/** By role: the meeting at which each had it last; and who has it next, as the group agreed. */
export type Turns = { had: Had; agreed: Roles };

/** Who should have each role now. */
export function roles(people: string[], { had, agreed }: Turns): Roles {
  const found: Roles = {};
  let left = ["host", "practical", "leader"].filter((role) => {
    const name = agreed[role];
    return !name || !people.includes(name) || !(found[role] = name);
  });
  while (left.length && people.length) {
    const held = (name: string) => Object.values(found).filter((one) => one === name).length;
    const fewest = Math.min(...people.map(held));
    const free = people.filter((name) => held(name) === fewest);
    Object.assign(found, fairest(left.slice(0, free.length), free, had));
    left = left.slice(free.length);
  }
  return found;
}

/** One role each: those who had it longest ago, all roles together. */
function fairest(roles: string[], people: string[], before: Had): Roles {
  const costs = roles.map((role) => waits(role, people, before));
  let best: string[] = [], price: number[] = [];
  const visit = (names: string[]) => {
    const role = names.length, cost = costs[role];
    if (!cost) {
      const all = names.reduce<number[]>((sum, name, n) => sum.map((one, k) => one + (costs[n]?.get(name)?.[k] ?? 0)), [0, 0, 0]);
      if (!best.length || less(all, price)) [best, price] = [names, all];
      return;
    }
    const able = [...people].sort((a, b) => (less(cost.get(a) ?? [], cost.get(b) ?? []) ? -1 : 1)).slice(0, roles.length);
    for (const name of able) if (!names.includes(name)) visit([...names, name]);
  };
  visit([]);
  return Object.fromEntries(roles.map((role, n) => [role, best[n] ?? ""]));
}

/** What it costs to give each a role: how lately they had it, how many others they had, their place. */
function waits(role: string, people: string[], before: Had): Map<string, number[]> {
  const last = (name: string) => before[role]?.[name] ?? -1;
  const lately = [...new Set(people.map(last))].sort((a, b) => a - b);
  const turn = people.map((name, place) => ({ name, place })).sort((a, b) => last(a.name) - last(b.name) || a.place - b.place);
  return new Map(turn.map(({ name }, place) => [name, [
    lately.indexOf(last(name)) ** 2, Object.values(before).filter((names) => name in names).length, place,
  ]]));
}

function less(a: number[], b: number[]): boolean {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return (a[n] ?? 0) < (b[n] ?? 0);
  return false;
}
