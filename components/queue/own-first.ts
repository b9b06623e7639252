/** Those that somebody works in and then the others, both in their order. Pure. */
export function ownFirst<T extends { own: boolean }>(all: readonly T[]): T[] {
  return [...all.filter(({ own }) => own), ...all.filter(({ own }) => !own)]
}
