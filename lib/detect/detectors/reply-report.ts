import type { IntelligenceDescription } from '../intelligence'
import type { RemoteReply } from './read-reply'
import type { RemoteReport } from './reply-words'

/**
 * An API's finished report in words under the headings that are kept here; what it says under others stands in the
 * context, each with its heading. Null where there is none. It tells of the media, so never kept under zero retention.
 */
export function reportInWords({ reports, mediaType }: RemoteReply): IntelligenceDescription | null {
  const report = reports.find(({ status }) => status === 'completed')
  if (!report) return null
  const { '': whole, authenticity_analysis, abnormalities, context, context_and_setting, ...others } = report.sections
  const rest = [...Object.entries(others).map(([name, text]) => `${headingOf(name)}: ${text}`), ...judgementsIn(report)]
  const analysis = [authenticity_analysis, whole].filter(Boolean).join('\n')
  const told = [context, context_and_setting, ...rest].filter(Boolean).join('\n')
  const { digitallyAltered: altered } = report
  const description: IntelligenceDescription = {
    ...(analysis && { authenticity_analysis: analysis }),
    ...(abnormalities && { abnormalities }),
    ...(told && (mediaType === 'image' ? { context_and_setting: told } : { context: told })),
    ...(altered && {
      digitally_altered: {
        detected: altered.detected ?? false,
        confidence: Math.round((altered.confidence ?? 0) * 1000) / 10,
        alterations: altered.alterations ?? '',
      },
    }),
  }
  return Object.keys(description).length > 0 ? description : null
}

function judgementsIn({ fraud, liveness }: RemoteReport): string[] {
  const sure = (confidence: number | null) => (confidence === null ? null : `${Math.round(confidence * 100)}% sure`)
  return [
    fraud && ['Fraud', fraud.type?.replaceAll('_', ' '), sure(fraud.confidence), fraud.reasoning],
    liveness && ['Liveness', liveness.assessment?.replaceAll('_', ' '), sure(liveness.confidence), liveness.indicators],
  ].flatMap((parts) => {
    const [heading, ...said] = parts ?? []
    const known = said.filter(Boolean)
    return known.length > 0 ? [`${heading}: ${known.join('; ')}`] : []
  })
}

/** `speaker_info` as a person writes it: "Speaker info". */
function headingOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
