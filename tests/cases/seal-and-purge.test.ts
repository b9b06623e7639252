import { beforeAll, expect, test } from 'vitest'
import { openCase } from '@/lib/cases/open-case'
import { answerQuestion } from '@/lib/detect/answer-question'
import { askQuestion } from '@/lib/detect/ask-question'
import { finishDetection } from '@/lib/detect/finish-detection'
import { giveFeedback } from '@/lib/detect/give-feedback'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { withdrawFeedback } from '@/lib/detect/withdraw-feedback'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import '../support/data-folder'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { analysis, storedFile } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  team = await makeTeam()
})

test('what people ask and say while a case is purged: nobody stops anybody, and nothing sealed is left over', async () => {
  for (let round = 0; round < 6; round++) {
    const file = storedFile(team.teamId, { sealedWith: Buffer.alloc(32, 3) })
    const parameters = DetectionParameters.parse({})
    const asked = { source: 'upload' as const, title: 'a.png', file, parameters, zeroRetention: true }
    const { detectionId: uuid, caseId } = await openCase(team.moderator, asked)
    const found = { detectionId: uuid, analysis: analysis(), preview: null, maps: new Map() }
    await finishDetection(team.worker, { ...found, whole: analysis() })
    const { id: questionId } = await askQuestion(team.moderator, { uuid, query: 'Is it fake?' })
    await orderPurge(team.manager, { caseId, reason: 'It must not be here.' })
    await db.owner`update media set deleted_at = now() where case_id = ${caseId}`
    await Promise.all([
      purgeCase({ teamId: team.teamId, caseId }),
      askQuestion(team.moderator, { uuid, query: 'What is its format?' }),
      giveFeedback(team.moderator, { uuid, type: 'correct', comment: 'As I thought.' }),
      answerQuestion({ teamId: team.teamId, questionId }),
      giveFeedback(team.manager, { uuid, type: 'should_be_ai_generated', comment: 'I do not think so.' }).then(() =>
        withdrawFeedback(team.manager, { uuid }),
      ),
    ])
    expect(await db.owner`select 1 from case_keys where case_id = ${caseId}`).toEqual([])
    await purgeCase({ teamId: team.teamId, caseId })
    expect(await db.owner`select name from case_secrets where case_id = ${caseId}`).toEqual([])
    const comments = await db.owner`select 1 from feedback where detection_id = ${uuid} and comment is not null`
    expect(comments).toEqual([])
  }
})
