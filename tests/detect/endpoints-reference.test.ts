import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { endpoints } from '@/lib/detect/endpoints'
import { apiReference } from '@/lib/detect/endpoints-reference'

const address = 'https://docket.example'
const { groups, records } = apiReference(address)
const calls = groups.flatMap((group) => group.calls)
const call = (id: string) => calls.find((one) => one.id === id)!

test('every call is there once, under a group, with its scope', () => {
  expect(calls.map(({ id }) => id)).toEqual(endpoints.map(({ id }) => id))
  expect(call('createDetection').scope).toBe('submit')
  expect(call('deleteDetection').scope).toBe('delete')
  expect(call('getDescription').scope).toBeNull()
})

test('parameters stand where they are sent, with type, default and meaning', () => {
  const { parameters } = call('createDetection')
  expect(parameters.map(({ title }) => title)).toEqual(['In the body', 'Headers'])
  const [body] = parameters
  expect(body?.note).toMatch(/^As multipart\/form-data, application\/json or .*file as the first only\.$/)
  const of = (name: string) => body?.fields.find((field) => field.name === name)
  expect(body?.fields[0]).toMatchObject({ name: 'file', type: 'file', required: false })
  expect(of('frame_length')).toMatchObject({ type: 'whole number 1–4', standard: '2', required: false })
  expect(of('modality')).toMatchObject({ type: 'audio, video or all', standard: 'all' })
  expect(of('visualize')).toMatchObject({ type: 'true or false', standard: 'false' })
  expect(of('callback_url')).toMatchObject({ type: 'URL', standard: null })
  const list = call('listDetections').parameters[0]
  expect(list).toMatchObject({
    title: 'In the query',
    fields: [
      { name: 'page', required: true, standard: null },
      { name: 'page_size', required: false, standard: '10', type: 'whole number 10–1000' },
    ],
  })
  expect(call('getAnswer').parameters[0]?.fields.map(({ name }) => name)).toEqual(['uuid', 'question_uuid'])
  for (const { parameters: all } of calls) {
    for (const { fields } of all) for (const field of fields) expect(field.says, field.name).toMatch(/\.$/)
  }
})

test('answers lead to the records they hold, and records to those within them', () => {
  const named = new Set(records.map(({ name }) => name))
  expect(call('createDetection').answers[0]).toMatchObject({
    status: '200',
    record: { under: 'item', name: 'Detection' },
  })
  expect(call('listDetections').answers[0]?.record).toEqual({ under: 'items', name: 'Detection' })
  for (const { answers } of calls) {
    for (const { status, record } of answers) {
      if (status.startsWith('2') && record && !['Done', 'OpenApi'].includes(record.name))
        expect(named).toContain(record.name)
    }
  }
  for (const { fields } of records)
    for (const field of fields) for (const name of field.records) expect(named).toContain(name)
  const detection = records.find(({ name }) => name === 'Detection')
  expect(detection?.fields.find(({ name }) => name === 'media_type')?.type).toBe('audio, video, image or null')
  expect(detection?.fields.find(({ name }) => name === 'image_metrics')?.says).toBe('The verdict on a picture.')
})

test('commands are ones that a shell can read, at the reader’s own address', () => {
  for (const { examples } of calls) {
    for (const { curl } of examples) {
      const words = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${curl}`], {
        encoding: 'utf8',
        env: { ...process.env, DOCKET_KEY: 'the-key' },
      }).split('\n')
      expect(words.at(-2)).toMatch(/^https:\/\/docket\.example\/api\/v2\//)
      const data = words[words.indexOf('-d') + 1]
      if (words.includes('-d')) expect(() => JSON.parse(data ?? '')).not.toThrow()
      expect(words.includes('Authorization: Bearer the-key')).toBe(!curl.includes('openapi.json'))
    }
  }
  expect(call('createDetection').examples[0]?.curl).toBe(
    [
      'curl \\',
      '  -H "Authorization: Bearer $DOCKET_KEY" \\',
      '  -H "Prefer: wait" \\',
      '  -F file=@photo.jpg \\',
      '  -F visualize=true \\',
      '  https://docket.example/api/v2/detect',
    ].join('\n'),
  )
})
