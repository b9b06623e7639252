import { expect, test } from 'vitest'
import * as route from '@/app/api/v2/openapi.json/route'

test('the document is served as JSON, without a key, and names nothing of a team', async () => {
  const answer = await route.GET()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(await answer.json()).toMatchObject({
    openapi: '3.1.0',
    servers: [{ url: 'http://localhost:3000/api/v2' }],
    paths: { '/openapi.json': { get: { security: [] } } },
  })
})
