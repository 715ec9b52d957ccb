/** Homes (communities) whose rows share nothing with those of other lanes: lanes can be brought in side by side. */
export type Lane = string[];

export type LaneFinder = {
  /** Takes note of a row: where it belongs, and by what another row could be of the same person or need (a number, a phone, a place in the sheet). */
  meet(home: string, marks: string[]): void;
  /** At most so many lanes, the largest groups shared out first; none where one group holds most rows, or there are few. */
  lanes(most: number): Lane[];
};

/** Below this many rows a second lane saves less than it costs to look after. */
const FEWEST_ROWS = 1500;

/** Finds which communities of a sheet hang together: those in which the same number, the same phone or a row about another row occurs. */
export function findLanes(): LaneFinder {
  const rows = new Map<string, number>();
  const above = new Map<string, string>();
  const firstHome = new Map<string, string>();
  const root = (home: string): string => {
    let at = home;
    for (let up = above.get(at); up !== undefined; up = above.get(at)) at = up;
    return at;
  };
  return {
    meet(home, marks) {
      rows.set(home, (rows.get(home) ?? 0) + 1);
      for (const mark of marks) {
        const known = firstHome.get(mark);
        if (known === undefined) firstHome.set(mark, home);
        else if (known !== home && root(known) !== root(home)) above.set(root(home), root(known));
      }
    },
    lanes(most) {
      const groups = new Map<string, { homes: Lane; rows: number }>();
      let total = 0;
      for (const [home, count] of rows) {
        const group = groups.get(root(home)) ?? { homes: [], rows: 0 };
        group.homes.push(home);
        group.rows += count;
        total += count;
        groups.set(root(home), group);
      }
      const shared = Array.from({ length: most }, () => ({ homes: [] as Lane, rows: 0 }));
      for (const group of [...groups.values()].sort((a, b) => b.rows - a.rows)) {
        const least = shared.reduce((a, b) => (b.rows < a.rows ? b : a));
        least.homes.push(...group.homes);
        least.rows += group.rows;
      }
      const isWorth = total >= FEWEST_ROWS && Math.max(...shared.map((lane) => lane.rows)) <= total * 0.75;
      return isWorth ? shared.flatMap(({ homes }) => (homes.length > 0 ? [homes.sort()] : [])) : [];
    },
  };
}
