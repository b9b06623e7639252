import { expect, test } from 'vitest'
import { listedPage } from '@/app/(portal)/queue/listed-page'
import { wholeQueue } from '@/components/queue/queue-filter'
import { useTestDatabase } from '../../support/database'
import { makeTeam } from '../../support/people'
import { openJudged } from '../../support/queues'

useTestDatabase()

test('behind a place that nothing stands behind, the first page is shown and said to be it', async () => {
  const team = await makeTeam()
  const pageAfter = (after: string | null) => listedPage(team.moderator, { ...wholeQueue, order: 'priority', after })
  const nothing = await pageAfter('999999999')
  expect(nothing).toMatchObject({ filter: { after: null }, page: { rows: [] }, wasBehind: false })
  const [one, two] = [await openJudged(team), await openJudged(team)]
  const behind = (number: number) => pageAfter(String(number))
  const numbers = async (page: ReturnType<typeof pageAfter>) => (await page).page.rows.map(({ number }) => number)

  for (const stale of [999_999_999, two.number]) {
    expect(await behind(stale)).toMatchObject({ filter: { after: null }, wasBehind: true })
    expect(await numbers(behind(stale))).toEqual([one.number, two.number])
  }
  expect(await behind(one.number)).toMatchObject({ filter: { after: String(one.number) }, wasBehind: false })
  expect(await numbers(behind(one.number))).toEqual([two.number])
  expect(await pageAfter(null)).toMatchObject({ wasBehind: false })
})

test('it says an instant before it was read, after which a case it lacks is new', async () => {
  const team = await makeTeam()
  for (const after of [null, '999999999']) {
    const asked = listedPage(team.moderator, { ...wholeQueue, after })
    const asking = new Date()
    expect((await asked).begun.getTime()).toBeLessThanOrEqual(asking.getTime())
  }
})
