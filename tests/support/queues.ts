import type { Actor } from '@/lib/access/actor'
import type { OpenedCase } from '@/lib/cases/open-case'
import { finishDetection } from '@/lib/detect/finish-detection'
import type { Label, MediaType } from '@/lib/engine/analysis'
import { saveQueue } from '@/lib/queues/save-queue'
import type { TestTeam } from './people'
import { analysis, openTestCase, storedFile } from './rows'

interface Wanted {
  mediaType?: MediaType
  label?: Label
  score?: number
  source?: 'upload' | 'sample'
  zeroRetention?: boolean
  language?: string
  title?: string
}

/** A case of this kind that waits with this verdict. */
export async function openJudged(
  team: TestTeam,
  { label = 'Neutral/Uncertain', score = 0.5, mediaType = 'image', ...wanted }: Wanted = {},
  by: Actor = team.admin,
): Promise<OpenedCase> {
  const opened = await openTestCase(by, { ...wanted, file: storedFile(team.teamId, { mediaType }) })
  await judge(team, opened.detectionId, { label, score })
  return opened
}

/** Ends its analysis with this verdict. */
export async function judge(team: TestTeam, detectionId: string, verdict: { label: Label; score: number }) {
  const whole = analysis()
  const said = { ...whole.verdict, ...verdict }
  const ended = { detectionId, analysis: { ...whole, verdict: said }, preview: null, maps: new Map() }
  await finishDetection(team.worker, ended)
}

/** A queue more. */
export async function makeQueue(
  team: TestTeam,
  name: string,
  ordering: 'deadline' | 'score' | 'oldest' | 'newest' = 'oldest',
): Promise<string> {
  return (await saveQueue(team.admin, { name, ordering })).queueId
}
