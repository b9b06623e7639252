import crypto from 'node:crypto'
import { type Docket, inDatabase, makeTeam, startDocket } from '../south/docket'
import { newCanary, tellingJpeg, tellingWav } from '../support/canary'
import { type Given, standings, until } from './hand-in'
import { findInDump, findInFiles, type Needle, needle, neverCompress, settle } from './places'

const since = Date.now()
export const team = 'Newsroom'

/** Starts one whose API keeps what it is handed for a day, so that there is a time before the purge. */
export async function startDesk(docket: Docket): Promise<void> {
  await startDocket(docket)
  await makeTeam(docket, team)
  await neverCompress(docket)
  await inDatabase(
    docket,
    (sql) => sql`insert into retention_policies (team_id, api_window) select id, 1440 from teams`,
  )
}

/** A word for one door, planted in the file's name and wherever a file can hold it; its sound is noise of its own. */
export async function plant(
  door: string,
  into: Needle[],
  kind: 'jpeg' | 'wav' = 'jpeg',
): Promise<Given & { word: string }> {
  const word = newCanary()
  into.push(needle(`${door} word`, word))
  if (kind === 'jpeg') {
    return { word, filename: `${word}.jpg`, type: 'image/jpeg', body: await tellingJpeg(word) }
  }
  const body = tellingWav(word)
  const noise = crypto.randomBytes(96)
  noise.copy(body, body.length - 4000)
  into.push(needle(`${door} sound`, noise))
  return { word, filename: `${word}.wav`, type: 'audio/wav', body }
}

/** Waits until every analysis has ended. */
export async function ends(docket: Docket): Promise<void> {
  await until(
    () => standings(docket),
    (all) => all.every(({ status }) => status !== 'processing'),
    90,
  )
}

/** Lets every window end, and waits until nothing is left to be deleted. */
export async function purged(docket: Docket): Promise<void> {
  await inDatabase(
    docket,
    (sql) => sql`update cases set purge_after = now() where zero_retention and purge_after > now()`,
  )
  await until(
    () => standings(docket),
    (all) => all.every(({ retention }) => retention === 'purged'),
    150,
  )
}

/** All keys of cases and files there are, as needles. */
export async function keysOf(docket: Docket): Promise<Needle[]> {
  const rows = await inDatabase(
    docket,
    (sql) => sql<{ key: Buffer }[]>`select key from case_keys union all select key from upload_keys`,
  )
  return rows.map(({ key }, at) => needle(`key ${at}`, key))
}

/** Everything that can be searched, at once: files after they were tidied up, and a dump. */
export async function findEverywhere(docket: Docket, needles: Needle[]): Promise<string[]> {
  await settle(docket)
  return [...(await findInFiles(docket, needles, since)), ...(await findInDump(docket, needles))]
}
