import '../support/data-folder'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RunsPanel } from '@/components/case/runs-panel'
import { readCase } from '@/lib/cases/read-case'
import { useTestDatabase } from '../support/database'
import { useRemoteDesk } from '../support/remote-desk'
import { openStoredCase, runOf, workAll, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

const says =
  'The detector fetched the media from its address itself; what it analysed may differ from the copy kept here.'

/** The runs of a case that was analysed there, as its page lists them. */
async function listed(sourceUrl: string | null, change: Parameters<typeof openStoredCase>[2] = {}): Promise<string> {
  const { detectionId, caseId } = await openStoredCase(desk.team.moderator, 'image', change)
  if (sourceUrl) await db.owner`update cases set source_url = ${sourceUrl} where id = ${caseId}`
  await workOne(db, detectionId)
  await desk.api.finish()
  await workAll(db, detectionId)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed' })
  const [found] = await db.owner`select number from cases where id = ${caseId}`
  const { detections: runs } = await readCase(desk.team.moderator, { number: Number(found?.number) })
  const given = { runs, now: new Date(), shownId: undefined, hrefs: {}, deleted: null }
  return renderToStaticMarkup(createElement(RunsPanel, given))
}

test('a run of which the API was given the address says that it fetched the media itself', async () => {
  expect(await listed('https://pictures.example/a/photo.png')).toContain(says)
  expect(await listed('https://pictures.example/a?id=7')).toContain(says)
})

test('one that was sent the file does not, also where its address was refused first', async () => {
  expect(await listed(null)).not.toContain(says)
  expect(await listed(null, { zeroRetention: true })).not.toContain(says)
  const body = { message: 'The url could not be fetched.' }
  desk.api.script('POST /detect', { kind: 'status', status: 400, body })
  expect(await listed('https://pictures.example/a/photo.png')).not.toContain(says)
  expect(desk.api.requests.filter(({ route, file }) => route === 'POST /detect' && file)).toHaveLength(2)
})
