import { expect, test } from 'vitest'
import { localPath } from '@/app/(auth)/local-path'

test('a path of ours is kept with its query', () => {
  expect(localPath('/queue?state=waiting')).toBe('/queue?state=waiting')
  expect(localPath('/cases/12')).toBe('/cases/12')
})

test('anything that leads elsewhere, or round in circles, leads Home', () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example/x',
    '/queue/..//evil.example',
    '/%2e%2e//evil.example',
    '/.\\/evil.example',
    'javascript:alert(1)',
    'queue',
    '/sign-in',
    '/api/media/1',
    '',
    undefined,
    ['/queue', '/audit'],
  ]
  for (const from of elsewhere) expect(localPath(from)).toBe('/')
})
