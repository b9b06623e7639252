import { expect, test } from 'vitest'
import { png } from '../conformance/samples'
import { inDatabase, makeKey, settingsOf, startDocket, stopDocket } from './docket'
import { ended, handIn, madeAtSecond, onceEach, pair, standingOf, trailOf, until, useGates } from './pair'

const gates = useGates()

/** As the second's admin does on its page of keys. */
async function revoke(): Promise<void> {
  await inDatabase(pair.second, (sql) => sql`update api_keys set revoked_at = now() where name = 'the first'`)
}

test('its key is revoked in the middle: it says so, and goes on once the key is replaced', async () => {
  gates.callbacks.shut = true
  const uuid = await handIn(await png())
  await until(
    () => standingOf(uuid),
    ({ state }) => state === 'sent',
  )
  await revoke()
  const waiting = await until(
    () => standingOf(uuid),
    ({ trouble }) => trouble !== null,
  )
  expect(waiting).toMatchObject({ status: 'processing', state: 'sent' })
  expect(waiting.stage).toBe(waiting.trouble)
  expect(waiting.trouble).toMatch(/key.*admin/i)
  expect(waiting.trouble_for_admin).toMatch(/key/i)
  expect(waiting.trouble_for_admin).not.toContain(settingsOf(pair.first).DETECT_API_KEY)

  // What is handed in now cannot be sent: that is no passing trouble, and ends with its reason.
  const refused = await ended(await handIn(await png()))
  expect(refused).toMatchObject({ status: 'failed', error_message: expect.stringMatching(/key.*admin/i) })

  const key = await makeKey(pair.second, 'Detectors', 'the next')
  await stopDocket(pair.first)
  await startDocket(pair.first, { DETECT_API_KEY: key })
  gates.callbacks.shut = false
  expect(await ended(uuid, 60)).toMatchObject({ status: 'completed' })
  expect(await standingOf(uuid)).toMatchObject({ state: 'ended', trouble: null, trouble_for_admin: null })
  expect(await trailOf(uuid)).toEqual(onceEach)
  expect(await madeAtSecond(uuid)).toBe(1)
  expect(await ended(await handIn(await png()))).toMatchObject({ status: 'completed' })
})
