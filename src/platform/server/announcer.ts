/** What a transaction changed, for pages that are open: a kind and an id, never the record. */
export type Announcement = { city: string; divisionCode: string; kind: string; subjectId: string };

export type Announcer = {
  /** Takes what a committed transaction has to tell; it is told a moment later, with what others have to tell. */
  announce(announcements: Announcement[]): void;
  close(): Promise<void>;
};

// Short enough to seem immediate, long enough to gather what a busy station does.
const GATHER_MS = 50;
// An import touches thousands of records: beyond this many a page is told the kind alone, which is all it needs to ask anew.
const MOST_IDS = 200;

const payloadOf = ({ city, divisionCode, kind, subjectId }: Announcement): string => `${city} ${divisionCode} ${kind} ${subjectId}`;

/**
 * Gathers announcements and sends them together, outside the transactions that caused them: a NOTIFY within a transaction makes all commits of
 * the database queue behind one lock. What is lost when a process dies here is a hint; pages that lose the stream ask for everything anew.
 */
export function makeAnnouncer(send: (payloads: string[]) => Promise<unknown>): Announcer {
  let waiting: Announcement[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const told = waiting;
    waiting = [];
    if (told.length === 0) return;
    const payloads = new Set(told.map((one) => payloadOf(told.length > MOST_IDS ? { ...one, subjectId: '*' } : one)));
    await send([...payloads]).catch(() => {}); // a connection that broke has its own ways of being noticed
  };
  return {
    announce(announcements) {
      if (announcements.length === 0) return;
      for (const one of announcements) waiting.push(one);
      timer ??= setTimeout(() => void flush(), GATHER_MS);
    },
    close: flush,
  };
}
