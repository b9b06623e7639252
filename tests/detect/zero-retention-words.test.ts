import '../support/data-folder'
import { expect, test } from 'vitest'
import { pollDetection } from '@/lib/detect/poll-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { findCanary, newCanary } from '../support/canary'
import { useTestDatabase } from '../support/database'
import type { Fields } from '../support/hosted-items'
import { useRemoteDesk } from '../support/remote-desk'
import { openStoredCase, runOf, workAll, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()
const parameters = DetectionParameters.parse({ audioSourceTracing: true, intelligence: true })
const where = (canary: string) => findCanary(db, canary)

/** An answer whose every text is somebody's own, but for what makes it readable: uuid, status, labels. */
function telling(canary: string): Fields {
  const said = `It says ${canary}.`
  const piece = (check: string, family: string, status: string): Fields => ({
    type: 'Evidence',
    check,
    title: said,
    family,
    points: 'synthetic',
    status,
    llr: 1.25,
    strong: false,
    explain: `“${said}”`,
    does_not_show: said,
    facts: { [canary]: said, told: canary, label: canary },
    region: { left: 0.1, top: 0.1, width: 0.2, height: 0.2, note: canary },
    time: null,
    image: `https://${canary}.example/map.png`,
    caption: said,
  })
  const node = (below: Fields[]): Fields => ({
    type: canary,
    conclusion: 'Fake',
    score: 0.9,
    certainty: canary,
    'certainty (%)': canary,
    timestamp: canary,
    children: below,
  })
  return {
    media_type: `image/${canary}`,
    filename: `${canary}.png`,
    url: `https://example.test/${canary}.png`,
    audio_url: `https://example.test/${canary}.wav`,
    error_message: said,
    duration: canary,
    modality: canary,
    visualize: canary,
    file_deleted_at: canary,
    extra_params: { [canary]: canary },
    pipeline: canary,
    [canary]: canary,
    metrics: {
      type: canary,
      label: 'fake',
      score: ['0.9', canary],
      consistency: canary,
      aggregated_score: '0.9',
      image: canary,
    },
    image_metrics: {
      type: canary,
      label: 'Fake',
      score: 0.9,
      image: `data:image/png;base64,${Buffer.from(said).toString('base64')}`,
      ifl: { score: 0.4, heatmap: `https://${canary}.example/h.png` },
      children: [
        node([]),
        piece('picture.facts', 'signal', 'hit'),
        piece('picture.tags', 'metadata', 'hit'),
        piece('provenance.c2pa', 'provenance', 'failed'),
        piece('model.content', 'model', 'not_checked'),
        piece(`model.${canary}`, 'model', 'hit'),
      ],
      reverse_image_search_sources: [
        { url: `https://${canary}.test`, title: canary, reason: said, verdict: canary, similarity: 1 },
      ],
    },
    video_metrics: { label: canary, score: 0.9, certainty: canary, treeview: said, children: [node([node([])])] },
    watermark: {
      status: canary,
      error_message: said,
      metrics: { overall_status: canary, confidence: 0.5, detected_model_versions: [canary], synthid: canary },
    },
    intelligence: {
      status: 'completed',
      error_message: said,
      description: { abnormalities: said, [canary]: { [canary]: 1 } },
    },
    audio_source_tracing: { label: canary, error_message: said },
    c2pa_manifest: {
      validation_state: 'Valid',
      active_manifest: canary,
      manifests: { [canary]: { title: canary } },
      validation_results: { [canary]: [{ code: `claim.${canary}`, explanation: said, success: true }] },
      message: said,
    },
    docket: { summary: said, coverage: said, stage: said },
  }
}

async function analysed(zeroRetention: boolean, kind: 'image' | 'audio' | 'video', answer: (canary: string) => Fields) {
  const canary = newCanary()
  const { detectionId } = await openStoredCase(desk.team.moderator, kind, { zeroRetention, parameters })
  await workOne(db, detectionId)
  desk.api.answerWith(() => answer(canary))
  await desk.api.finish()
  await workAll(db, detectionId)
  return { canary, detectionId }
}

test('what is searched is found: without zero retention an API’s own words are kept in many places', async () => {
  const { canary, detectionId } = await analysed(false, 'image', telling)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Fake' })
  expect(await where(canary)).toEqual(
    expect.arrayContaining([
      'public.remote_runs.reply',
      'public.detections.result',
      'public.evidence.explain',
      'public.evidence.title',
      'public.evidence.facts',
      'public.intelligences.description',
      'public.source_tracings.label',
    ]),
  )
  const failed = await analysed(false, 'image', (said) => ({ status: 'failed', error_message: `It shows ${said}` }))
  expect(await where(failed.canary)).toEqual(
    expect.arrayContaining(['public.audit_openings.value', 'public.cases.failure', 'public.detections.error_message']),
  )
})

test.each(['image', 'audio', 'video'] as const)('under zero retention no word of an API is kept: %s', async (kind) => {
  const { canary, detectionId } = await analysed(true, kind, telling)
  expect(await runOf(db, detectionId)).toMatchObject({ status: 'completed', label: 'Fake' })
  expect(await where(canary)).toEqual([])
  const pieces = await db.owner`select "check", title, llr, explain, facts from evidence
    where detection_id = ${detectionId} and llr <> 0 order by position`
  expect(pieces.map(({ check, llr }) => [check, llr])).toEqual([
    ['picture.facts', 1.25],
    ['picture.tags', 1.25],
    ['provenance.c2pa', 1.25],
    ['model.content', 1.25],
  ])
  expect(pieces[0]).toMatchObject({ title: 'Picture facts', explain: expect.stringMatching(/not kept/), facts: {} })
  const [tracing] = await db.owner`select label, error_message from source_tracings where detection_id = ${detectionId}`
  expect(tracing).toMatchObject({ label: null, error_message: expect.stringMatching(/not kept under zero retention/) })
})

test('a generator that Docket knows is named under zero retention too', async () => {
  const { detectionId } = await analysed(true, 'audio', () => ({ audio_source_tracing: { label: 'ElevenLabs' } }))
  const [tracing] = await db.owner`select label from source_tracings where detection_id = ${detectionId}`
  expect(tracing?.label).toBe('ElevenLabs')
})

test('why an analysis failed there is kept in our words alone', async () => {
  const { canary, detectionId } = await analysed(true, 'image', (said) => ({
    status: 'failed',
    error_message: `“${said}” shows ”${said}“ and “${said}`,
  }))
  const run = await runOf(db, detectionId)
  expect(run).toMatchObject({ status: 'failed', case_state: 'failed', failure: run.error_message })
  expect(run.error_message).toMatch(/could not analyse this media\. What it said of it is not kept\./)
  expect(await where(canary)).toEqual([])
})

const refusals = [400, 401, 402, 403, 404, 409, 422, 429, 500, 503]

test.each(refusals)('a submission refused with %i, and so in its own words', async (status) => {
  for (const [zeroRetention, route] of [
    [true, 'POST /detect'],
    [true, 'POST /secure_uploads'],
    [false, 'POST /detect'],
  ] as const) {
    const canary = newCanary()
    const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention })
    const body = {
      success: false,
      message: `In it ${canary}”`,
      error: canary,
      errors: [canary],
      details: { note: canary },
    }
    desk.api.script(route, { kind: 'status', status, body })
    const asked = desk.api.requests.length
    await workOne(db, detectionId)
    expect(desk.api.requests.slice(asked).map((request) => request.route)).toContain(route)
    const kept = await where(canary)
    if (zeroRetention) expect(kept).toEqual([])
    else expect(kept).toContain('public.remote_runs.trouble_for_admin')
  }
})

test.each(refusals)('a question answered with %i, and so in its own words', async (status) => {
  const canary = newCanary()
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  await workOne(db, detectionId)
  desk.api.script('GET /detect/*', { kind: 'status', status, body: { message: `In it ${canary}` } })
  await workOne(db, detectionId)
  expect(await where(canary)).toEqual([])
})

test('a success that is a refusal, a status that is none, and a callback that tells', async () => {
  const answers = (canary: string) => [
    { success: true, message: `In it ${canary}` },
    { success: true, item: { uuid: crypto.randomUUID(), status: canary, error_message: canary } },
  ]
  for (const zeroRetention of [false, true]) {
    for (const which of [0, 1]) {
      const canary = newCanary()
      const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention })
      await workOne(db, detectionId)
      desk.api.script('GET /detect/*', { kind: 'status', status: 200, body: answers(canary)[which] })
      await workOne(db, detectionId)
      if (zeroRetention) expect(await where(canary)).toEqual([])
      else expect(await where(canary)).toContain('public.remote_runs.trouble_for_admin')
    }
  }
  const canary = newCanary()
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  await workOne(db, detectionId)
  const there = desk.api.detections.at(-1)
  await desk.api.sendCallback(there?.callbackUrl ?? '', {
    item: { uuid: there?.uuid, ...telling(canary), status: canary },
  })
  await desk.api.sendCallback(there?.callbackUrl ?? '', { item: { uuid: canary, status: 'completed' } })
  await workAll(db, detectionId, 3)
  expect(await where(canary)).toEqual([])
})

test('a deletion there that is refused in its own words', async () => {
  for (const zeroRetention of [false, true]) {
    const canary = newCanary()
    const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention })
    await workOne(db, detectionId)
    const { withdrawCase } = await import('@/lib/cases/withdraw-case')
    await withdrawCase(desk.team.manager, { uuid: detectionId })
    desk.api.script('DELETE /detect/*', { kind: 'status', status: 403, body: { message: `In it ${canary}` } })
    const calm = { signal: new AbortController().signal }
    await pollDetection({ teamId: desk.team.teamId, detectionId }, calm)
    expect(await where(canary)).toEqual(zeroRetention ? [] : ['public.detector_connections.last_error'])
  }
})
