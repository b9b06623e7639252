import type { ActionResult } from '@/lib/http/server-action'

/** Does an act, has the person prove who they are where the server asks for it, and does it then. */
export type ProveThen = <T>(act: () => Promise<ActionResult<T>>) => Promise<ActionResult<T>>

/**
 * Does the act; where the server wants to know first who it is, asks, and does it again. Answers the refusal with `proof`
 * where they would not say: then nothing happened, and there is nothing to tell.
 */
export async function proveThen<T>(
  act: () => Promise<ActionResult<T>>,
  ask: () => Promise<boolean>,
): Promise<ActionResult<T>> {
  for (;;) {
    const result = await act()
    if (result.ok || !result.proof || !(await ask())) return result
  }
}

/** Whether the person turned back when they were asked who they are: everything is as it was. */
export function turnedBack(result: ActionResult<unknown> | null): boolean {
  return result !== null && !result.ok && result.proof === true
}
