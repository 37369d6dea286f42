/**
 * Virtual time: a heap of events. Events of one millisecond run together, then the stages run until each of
 * them waits for another event.
 */

/** 2 June 2021, noon. */
export const start = Date.parse('2021-06-02T12:00:00Z');

interface TimedEvent {
  at: number;
  order: number;
  run: () => void;
}

export class Timeline {
  now = start;
  readonly #heap: TimedEvent[] = [];
  #count = 0;
  /** Work outside of the timeline, such as the unpacking of an archive, that must end before time goes on. */
  outside = 0;

  /** Milliseconds since the start. */
  get elapsed(): number {
    return this.now - start;
  }

  get events(): number {
    return this.#count;
  }

  after(milliseconds: number, run: () => void): void {
    this.at(this.now + milliseconds, run);
  }

  /** Times are rounded up to whole milliseconds. */
  at(time: number, run: () => void): void {
    const event = { at: Math.max(this.now, Math.ceil(time)), order: this.#count++, run };
    const heap = this.#heap;
    let i = heap.length;
    heap.push(event);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as TimedEvent;
      if (isBefore(above, event)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = event;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /**
   * Lets time pass until `isDone`, or until nothing is left to happen.
   *
   * @returns whether `isDone` ended it
   */
  async run(isDone: () => boolean = () => false, until = Number.POSITIVE_INFINITY): Promise<boolean> {
    await this.#settle();
    while (!isDone()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) {
        if (Number.isFinite(until)) this.now = Math.max(this.now, until);
        return false;
      }
      this.now = next.at;
      for (
        let due: TimedEvent | undefined = next;
        due !== undefined && due.at <= this.now;
        due = this.#heap[0]
      )
        this.#pop().run();
      await this.#settle();
    }
    return true;
  }

  /** The same without stages: nothing waits for a promise. */
  runModel(isDone: () => boolean, until = Number.POSITIVE_INFINITY): boolean {
    while (!isDone()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) return false;
      this.now = next.at;
      this.#pop().run();
    }
    return true;
  }

  /** Waits until every stage waits for an event. */
  async #settle(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.outside > 0);
  }

  #pop(): TimedEvent {
    const heap = this.#heap;
    const top = heap[0] as TimedEvent;
    const last = heap.pop() as TimedEvent;
    const { length } = heap;
    if (length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && isBefore(heap[child + 1] as TimedEvent, heap[child] as TimedEvent)) child++;
      if (isBefore(last, heap[child] as TimedEvent)) break;
      heap[i] = heap[child] as TimedEvent;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}

function isBefore(a: TimedEvent, b: TimedEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
