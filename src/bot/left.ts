/** Marks of messages whose conversation was wiped, so that a late redelivery does not bring the chat back onto a screen that was meant to be hidden. */
export type Left = { note(marks: readonly string[]): void; has(mark: string): boolean };

const keptFor = 10 * 60_000;
const mostKept = 10_000;

/** Kept in this process only, for ten minutes: an HMAC each, and nothing of what was said. */
export function makeLeft(now: () => Date): Left {
  const until = new Map<string, number>();
  const time = (): number => now().getTime();
  return {
    note(marks) {
      for (const mark of marks) {
        until.delete(mark);
        until.set(mark, time() + keptFor);
      }
      // Oldest first, as a Map keeps them.
      for (const [mark, end] of until) {
        if (end > time() && until.size <= mostKept) break;
        until.delete(mark);
      }
    },
    has: (mark) => (until.get(mark) ?? 0) > time(),
  };
}
