import type { HealthPart, Reading } from './health-part'

/** Milliseconds a part may take to answer: whoever asks would go before. */
const patience = 4000

/** Reads a part. Never throws: what does not answer in time, or fails, is `otherwise`. */
export async function askPart(
  part: HealthPart['part'],
  read: () => Reading | Promise<Reading>,
  otherwise: Reading,
): Promise<HealthPart> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patience)
  })
  try {
    return { part, ...(await Promise.race([(async () => read())(), late])) }
  } catch {
    return { part, ...otherwise }
  } finally {
    clearTimeout(timer)
  }
}
