/** The anchor of a record on the reference page. */
export function recordAnchor(name: string): string {
  return `record-${name}`
}

/** Below the bar that stays at the top of narrow screens. */
export const anchored = 'scroll-mt-17 md:scroll-mt-6'
