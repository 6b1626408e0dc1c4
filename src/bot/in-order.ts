/** Runs tasks of the same key one after the other, in the order they came; tasks of different keys do not wait. */
export type InOrder = {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running or waiting. */
  settled(): Promise<void>;
};

/** Makes an empty queue. One for each process: across processes the store's compare-and-swap keeps order. */
export function inOrder(): InOrder {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(task, task);
      last.set(key, mine);
      const done = (): void => {
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(done, done);
      return mine;
    },
    async settled() {
      while (last.size > 0) await Promise.allSettled(last.values());
    },
  };
}
