import { expect, test } from 'vitest'
import { call, desk, detectAndWait, untilDone } from './client'
import { generatedPicture, generatedSound, png, sample } from './samples'

const keysOfImages = ['authenticity_analysis', 'abnormalities', 'context_and_setting']

/** The report of a detection once it is written. */
async function reportOf(uuid: string) {
  const answer = await untilDone(
    () => call('GET', `/detect/${uuid}`),
    ({ body }) => body.item?.intelligence && body.item.intelligence.status !== 'processing',
  )
  return answer.body.item.intelligence
}

test('intelligence=true: a report in item.intelligence, about this detection', async () => {
  const { uuid } = await detectAndWait({ file: generatedPicture(), fields: { intelligence: 'true' } })
  const report = await reportOf(uuid)
  expect(report).toMatchObject({ status: 'completed', error_message: null, detect_uuid: uuid })
  for (const heading of keysOfImages) expect(report.description).toHaveProperty(heading)
  const { body } = await call('GET', `/detect/${uuid}`, { query: { experts: 'true' } })
  expect(body.item.intelligence).toMatchObject([{ uuid: report.uuid }])
})

test('sound and video have the headings of sound and video', async () => {
  for (const extension of ['wav', 'mov']) {
    const { uuid } = await detectAndWait({ file: await sample(extension), fields: { intelligence: 'true' } })
    const { status, description } = await reportOf(uuid)
    expect(status).toBe('completed')
    expect(description).toMatchObject({ abnormalities: expect.any(String), context: expect.any(String) })
    // What nobody can know here is left out, never made up.
    for (const heading of ['transcription', 'emotion', 'speaker_info', 'language', 'liveness', 'fraud']) {
      expect(description).not.toHaveProperty(heading)
    }
  }
})

test('POST /intelligence on a finished detection', async () => {
  const { uuid } = await detectAndWait({ file: await png() })
  const answer = await call('POST', '/intelligence', { json: { detect_id: uuid } })
  expect(answer).toMatchObject({
    status: 200,
    body: { item: { status: 'completed', detect_uuid: uuid, media_type: 'image', description: expect.any(Object) } },
  })
  const one = await call('GET', `/intelligences/${answer.body.item.uuid}`)
  expect(one.body.item).toMatchObject({ uuid: answer.body.item.uuid, detect_uuid: uuid })
  const dashed = uuid.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const again = await call('POST', '/intelligence', { json: { detect_id: dashed } })
  expect(again.body.item.detect_uuid).toBe(uuid)
})

test('POST /intelligence on a url and on a token', async () => {
  const upload = await call('POST', '/secure_uploads', { file: await png() })
  for (const json of [{ url: `${desk.mediaUrl}photograph.jpg` }, { media_token: upload.body.token }]) {
    const { status, body } = await call('POST', '/intelligence', { json })
    expect(status).toBe(200)
    expect(body.item).toMatchObject({ status: 'completed', media_type: 'image' })
    const { item } = (await call('GET', `/detect/${body.item.detect_uuid}`)).body
    expect(item.intelligence).toMatchObject({ uuid: body.item.uuid })
  }
})

test('a question about a finished detection: 202, then an answer or the reason why there is none', async () => {
  const { uuid } = await detectAndWait({ file: generatedPicture() })
  for (const query of ['Is this picture AI-generated?', 'What colour is the sky on Mars in the year 2300?']) {
    const asked = await call('POST', `/detects/${uuid}/intelligence`, { json: { query } })
    expect(asked).toMatchObject({ status: 202, body: { item: { detect_uuid: uuid, query } } })
    expect(['pending', 'processing', 'completed', 'failed']).toContain(asked.body.item.status)
    const path = `/detects/${uuid}/intelligence/${asked.body.item.uuid}`
    const { body } = await untilDone(
      () => call('GET', path),
      (answer) => ['completed', 'failed'].includes(answer.body.item?.status),
    )
    if (body.item.status === 'completed')
      expect(body.item).toMatchObject({ answer: expect.any(String), error_message: null })
    else expect(body.item).toMatchObject({ answer: null, error_message: expect.any(String) })
    expect(await call('GET', path, { key: desk.keys.stranger })).toMatchObject({ status: 404 })
  }
})

test('what the evidence can answer is answered, and what it cannot is not', async () => {
  const { uuid } = await detectAndWait({ file: generatedPicture() })
  const statuses: string[] = []
  for (const query of ['Is it AI-generated?', 'Who is the person in the picture, and where do they live?']) {
    const asked = await call('POST', `/detects/${uuid}/intelligence`, { json: { query } })
    const { body } = await untilDone(
      () => call('GET', `/detects/${uuid}/intelligence/${asked.body.item.uuid}`),
      (answer) => ['completed', 'failed'].includes(answer.body.item?.status),
    )
    statuses.push(body.item.status)
  }
  expect(statuses).toEqual(['completed', 'failed'])
})

test('a question belongs to its detection', async () => {
  const [one, other] = await Promise.all([detectAndWait({ file: await png() }), detectAndWait({ file: await png() })])
  const asked = await call('POST', `/detects/${one.uuid}/intelligence`, { json: { query: 'Is it edited?' } })
  const path = (uuid: string) => `/detects/${uuid}/intelligence/${asked.body.item.uuid}`
  expect((await call('GET', path(one.uuid))).status).toBe(200)
  expect(await call('GET', path(other.uuid))).toMatchObject({ status: 404, body: { message: 'Question not found' } })
})

test('a strong finding may lift a verdict only where it was asked for', async () => {
  const fields = { intelligence: 'true', infer_from_intelligence: 'true' }
  const { uuid } = await detectAndWait({ file: await png(), fields })
  await reportOf(uuid)
  const { item } = (await call('GET', `/detect/${uuid}`)).body
  expect(['Neutral/Uncertain', 'Likely fake']).toContain(item.image_metrics.label)
})

test('a tracing of a fake recording names its generator', async () => {
  const { uuid } = await detectAndWait({ file: generatedSound(), fields: { audio_source_tracing: 'true' } })
  const { items } = (await call('GET', '/audio_source_tracings', { query: { page: '1' } })).body
  const its = items.find(({ detect_uuid }: { detect_uuid: string }) => detect_uuid === uuid)
  expect(its.results.label).toMatch(/suno/i)
})
