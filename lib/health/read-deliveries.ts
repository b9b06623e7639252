import { deliveryLag } from '@/lib/jobs/delivery-lag'
import { longWait, type Reading } from './health-part'

/** What is still to be told outside. A receiver that does not answer is not this server’s fault; that nothing was tried is. */
export async function readDeliveries(): Promise<Reading> {
  const { waiting, oldestSeconds, untriedSeconds } = await deliveryLag()
  if (waiting === 0) return { state: 'up', says: 'Nothing waits to be sent.' }
  const says = `${waiting === 1 ? 'One message is' : `${waiting} messages are`} still to be sent; the oldest was made ${oldestSeconds ?? 0} s ago.`
  return (untriedSeconds ?? 0) > longWait
    ? {
        state: 'degraded',
        says: `${says} One that is due has not been tried for ${untriedSeconds} s. Look whether a worker runs.`,
      }
    : { state: 'up', says }
}
