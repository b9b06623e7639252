/** What is counted of what this process does. Labels are patterns and names of ours, never ids or names of people. */
export interface Meter {
  request(ended: { method: string | undefined; route: string; status: number; milliseconds: number }): void
  job(ended: { name: string; outcome: 'done' | 'failed'; milliseconds: number }): void
}

// By name on globalThis: each of Next's bundles has its own copy of this file, and one of them opens it.
const name = Symbol.for('docket.meter')
const shared = globalThis as typeof globalThis & { [name]?: Meter | undefined }

/** This process's meter; undefined while metrics are off. */
export function meter(): Meter | undefined {
  return shared[name]
}

/** Sets or removes it. */
export function setMeter(next: Meter | undefined): void {
  shared[name] = next
}
