import { expect, it } from 'vitest'
import { languageWords } from '@/components/case/language-words'

it('names a language beside its code, and says the code alone where it names none', () => {
  expect(languageWords('pt')).toBe('Portuguese (pt)')
  expect(languageWords('pt-BR')).toBe('Brazilian Portuguese (pt-BR)')
  expect(languageWords('zz')).toBe('zz')
  expect(languageWords('not a code')).toBe('not a code')
})
