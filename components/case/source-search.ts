import type { CaseDetail, CaseDetection } from '@/lib/cases/read-case'
import { judgeWords } from './opinion-words'
import { originalOf } from './viewed-case'

/** What the words need to know of a case: its copies, and every run. */
interface Searched {
  copies: Pick<CaseDetail['copies'][number], 'copy' | 'mediaType' | 'sha256'>[]
  detections: Pick<CaseDetection, 'detector' | 'status' | 'parameters' | 'remote' | 'deletedAt'>[]
}

/** Where a case's media was looked for that was found nowhere (lib/sources/sources-of.ts): no more is said than was searched. */
export function searchedWords({ copies, detections }: Searched): string {
  const original = originalOf(copies as CaseDetail['copies'])
  if (!original?.sha256) {
    const comes = detections.some(({ status }) => status === 'processing')
    return comes
      ? 'Nothing was looked for yet: the file has not arrived.'
      : 'Nothing was looked for: there is no file here.'
  }
  if (original.mediaType !== 'image')
    return 'Only pictures are looked for elsewhere. Other cases with the same file stand under Known media.'
  return `${webWords(detections)} No other case of this team that keeps its media has the same picture, byte for byte. That does not make it new.`
}

/** Only another API searches, only where that was asked for, and only a run that was completed has its answer. */
function webWords(detections: Searched['detections']): string {
  const elsewhere = detections.filter(({ detector, deletedAt }) => detector === 'remote' && deletedAt === null)
  const asked = elsewhere.filter(({ parameters }) => parameters.useReverseSearch)
  const answered = asked.find(({ status }) => status === 'completed')
  if (answered)
    return `No place was named by ${judgeWords(answered)}, which was asked where this picture was seen before.`
  const waiting = asked.find(({ status }) => status === 'processing')
  if (waiting)
    return `Places on the web are not known yet: ${judgeWords(waiting)} is asked for them and has not answered.`
  if (asked.length > 0) return 'The web was not searched: the analysis that was to ask for it failed.'
  if (elsewhere.length > 0) return 'The web was not searched, since that was not asked for.'
  return 'The web was not searched: the built-in engine sends nothing out.'
}
