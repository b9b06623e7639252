import { startReceiver } from '../../tests/support/callback-receiver'

/** What callbacks and webhooks are sent to: the one takes them, the other does not. Both must be in ALLOWED_PRIVATE_HOSTS. */
export interface Receivers {
  taking: string
  refusing: string
  stop(): Promise<void>
}

/** Starts both. */
export async function startReceivers(): Promise<Receivers> {
  const [taking, refusing] = [await startReceiver(200), await startReceiver(503)]
  return {
    taking: taking.url,
    refusing: refusing.url,
    async stop() {
      await taking.stop()
      await refusing.stop()
    },
  }
}
