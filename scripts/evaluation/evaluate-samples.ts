import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Label } from '@/lib/engine/analysis'
import { analyseFile } from './evaluate-folder'

const folder = path.resolve(import.meta.dirname, '../../tests/media')

interface Sample {
  file: string
  label: Label
  hits: string[]
}

/**
 * The whole engine on the samples that come with Docket, signed by the authority of the tests or marked by rule: needs
 * nothing but the repository. Answers how many came out as known, and those that did not.
 */
export async function evaluateSamples(): Promise<{ asKnown: number; of: number; others: string[] }> {
  const samples = JSON.parse(await readFile(path.join(folder, 'known-answers.json'), 'utf8')) as Sample[]
  const others: string[] = []
  for (const { file, label, hits } of samples) {
    const { analysis, because } = await analyseFile(path.join(folder, file), undefined)
    const missing = hits.filter(
      (check) => !analysis?.evidence.some((item) => item.check === check && item.status === 'hit'),
    )
    if (analysis?.verdict.label === label && missing.length === 0) continue
    others.push(
      `${file}: ${analysis?.verdict.label ?? because}, known as ${label}; not found: ${missing.join(', ') || 'none'}`,
    )
  }
  return { asKnown: samples.length - others.length, of: samples.length, others }
}
