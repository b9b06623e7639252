import { database } from '@/lib/db/client'
import { log } from '@/lib/log'

/** Where workers hear that callbacks came in. */
export const callbackChannel = 'docket_callbacks'

/** Milliseconds in which callbacks are told of once: a NOTIFY for each would cost as much as keeping it. */
const gather = 20

let timer: NodeJS.Timeout | undefined

/** Tells the workers, after the commit, that a callback came in; one that is not heard is found within two seconds. */
export function announceCallback(): void {
  if (!timer) timer = setTimeout(() => void tell(), gather)
}

async function tell(): Promise<void> {
  timer = undefined
  try {
    await database().$client.notify(callbackChannel, '')
  } catch (error) {
    log.warn({ err: error }, 'could not tell the workers of a callback; they look by themselves every two seconds')
  }
}
