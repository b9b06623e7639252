/** How many frames a control may take to be ready again: about a third of a second. */
const frames = 20

/**
 * Gives the focus back to a control that was busy until now and may be disabled still, unless the focus has gone elsewhere
 * meanwhile.
 */
export function focusBack(to: Element | null, left = frames): void {
  const at = document.activeElement
  if (!(to instanceof HTMLElement) || !to.isConnected || (at !== null && at !== document.body && at !== to)) return
  to.focus()
  if (document.activeElement !== to && left > 0) requestAnimationFrame(() => focusBack(to, left - 1))
}
