/** What the evidence can be asked about, in the order in which answers stand. */
export const topics = [
  'verdict',
  'score',
  'editing',
  'generator',
  'provenance',
  'known',
  'metadata',
  'format',
  'frames',
  'sound',
  'coverage',
] as const
export type Topic = (typeof topics)[number]

/** The topics in words, for whoever asked something else. */
export const askable =
  'the verdict and why; how sure it is; editing and where; which generator made it; Content Credentials and who signed ' +
  'them; whether it is known here already; device, software and dates; length, size and format; single frames of a video; pauses and bandwidth of the ' +
  'sound; and what was not checked'

const end = '(?:(?!\\b(?:and|but|also)\\b)[^,;.?!\\n])*'
/** `what` and all that follows in its clause. */
const clause = (what: string) => new RegExp(`\\b(?:${what})${end}`, 'gi')

/**
 * What no evidence here can tell. Its clauses are taken out first, so that "what does she say at second 12" is not taken
 * for a question about frames.
 */
const beyond: RegExp[] = [
  clause(
    "who(?:'s|’s| is| are| was| were)? (?:the |this |that )?(?:speak|talk|say|sing|voice|speaker|person|man|woman|people|singer|actor|girl|boy|guy|depicted|shown|seen|in (?:the|this|it))",
  ),
  clause("who(?:'s|’s| is| are| was| were) (?:this|that|he|she|they|it)\\b(?! (?:\\w+ )?signed)"),
  clause('who (?:took|shot|filmed|recorded|photographed|edited|manipulated|faked|uploaded|posted|sent|submitted)'),
  clause('whose (?:voice|face)'),
  clause('how long (?:did|does|will) (?:the |this |your )?(?:\\w+ )?(?:take|run|last)'),
  // Not of what the evidence itself says: "what does the metadata say".
  clause(
    "(?:what|which words?)(?!.*\\b(?:metadata|files?|evidence|engine|verdict|scores?|checks?|c2pa|credentials|manifest|label|report|exif|ghosts?|tags?|docket|maps?|heatmap|spectrogram|signature|likely|neutral|uncertain|fake|real)\\b)(?:'s|’s| is| are| was| were| does| do| did) (?:\\w+ ){0,4}?(?:say|said|saying|spoken|speaking|talking|mean|shown|show|depict\\w*|happening|going on|visible|written|singing)\\b",
  ),
  clause('what (?:can be|is|are) (?:seen|heard)'),
  clause('(?:transcri\\w*|translat\\w*|subtitles?|lyrics)'),
  clause('(?:what|which|in what) (?:spoken )?(?:language|dialect|accent|emotion)\\b'),
  clause('(?:how|what) (?:does|do|is|are) (?:he|she|they|the (?:speaker|person|man|woman)) feel\\w*'),
  clause('(?:is|are|was|were) (?:what|the (?:claims?|news|story|statements?|quotes?|message|facts?))\\b'),
  clause('(?:misinformation|disinformation|propaganda|fact.?check\\w*)'),
  clause(
    'did (?:he|she|they|it|this|that|the|mr\\.?|mrs\\.?|president|\\w+) (?:\\w+ ){0,3}?(?:really |actually )?(?:happen|say|said)',
  ),
  clause(
    'where (?:was|is|were|did|are)(?: this| it| that| the (?:photo\\w*|picture|image|video|recording|clip))? (?:\\w+ )?(?:taken|shot|filmed|recorded|photographed|located|from)',
  ),
  clause('(?:gps|geo.?locat\\w*|coordinates)'),
  clause('(?:describe|caption) (?:the |this )?(?:picture|image|photo\\w*|video|scene|content)'),
  clause('(?:how many|count the) (?:people|persons|faces|speakers|voices|objects|cars)'),
  clause(
    '(?:should|may|can|could|shall) (?:i|we|they) (?:\\w+ )?(?:publish|post|share|use|delete|remove|ban|report|block|sue|approve)',
  ),
  clause('(?:legal|illegal|law\\w*|copyright\\w*|licen[cs]e)'),
  clause('(?:similar|same) voices?'),
]

const asked: Record<Topic, RegExp> = {
  verdict:
    /\b(fakes?|faked|real|genuine|authentic(?:ity)?|deep ?-?fakes?|synthetic|verdict|label|legit(?:imate)?|hoax|ai|a\.i\.|artificial(?:ly)?|(?:computer|machine)[ -](?:made|generated)|generated|cloned?|why|trust(?:worthy|ed)?|neutral|uncertain|conclu\w+|findings?|suspicious|summary|summari[sz]e|evidence|result|abnormal\w*|unusual|stand(?:s)? out)\b/i,
  score:
    /\b(how (?:sure|certain|confident|likely|reliable|accurate|strong|probable)|(?:un)?certainty|confidence|confident|scores?|scored|probabilit(?:y|ies)|percent(?:age)?|odds|chances?|likelihood|accura\w+|reliab\w+|error rates?|false (?:positive|alarm|hit)s?|doubts?|how often|llr)\b|%/i,
  editing:
    /\b(edit(?:s|ed|ing)?|manipulat\w+|alter(?:ed|ation|ations|ing)?|tamper\w*|photo ?-?shop\w*|splic\w+|retouch\w*|doctored|modif\w+|past(?:e|ed|ing)|compos\w+|ghosts?|cropped|changed|forg\w+|cut|cuts|re-?saved|montage|touched up|heat ?-?maps?|regions?|(?:which|what) (?:part|area)s?)\b/i,
  generator:
    /\b(?:(?:which|what|whose) (?:ai|a\.i\.|generator|tool|model|program|app|engine|software|system|service)|generators?|(?:made|generated|created|produced|rendered|synthesi[sz]ed|drawn) (?:by|with|using|from|in)|made (?:this|it)|make (?:this|it)|source tracing|mid ?-?journey|dall[· -]?e|stable diffusion|comfy ?ui|firefly|chat ?gpt|openai|sora|suno|udio|eleven ?labs|flux|novelai|imagen|veo|grok|gemini|prompt)\b/i,
  provenance:
    /\b(c2pa|content credentials?|credentials?|provenance|sign(?:ed|er|ers|ature|atures|ing)|manifest|certificates?|trust list|origin(?:s|al|ates?)?|come(?:s)? from|came from|who (?:made|created|produced))\b/i,
  known:
    /\b(known|seen (?:\w+ ){0,3}before|(?:been )?here before|(?:similar|same|other) (?:pictures?|images?|photos?|videos?|recordings?|files?|media|cases?)|duplicates?|cop(?:y|ies)|match(?:es|ed)?|perceptual|hash(?:es)?|fingerprints?|lists?)\b/i,
  metadata:
    /\b(camera|device|phone|smartphone|iphone|android|software|program|app|exif|xmp|iptc|meta ?-?data|tags?|dates?|when|taken|recorded|shot|filmed|captured|encoder|encoded by|created on|creation|file say|author)\b/i,
  format:
    /\b(how (?:long|big|large|wide|tall|high)|length|duration|sizes?|dimensions?|resolution|pixels?|megapixels?|width|height|format|codecs?|container|file ?-?type|kind of file|type of file|frame ?-?rate|fps|sample ?-?rate|bit ?-?rate|channels?|stereo|mono|seconds long|minutes|megabytes?|mb|bytes|compress\w*|jpeg quality|aspect ratio|run ?-?time)\b/i,
  frames:
    /\b(frames?|time ?-?stamps?|timeline|(?:at|in|second|around|after) \d+(?:[.:]\d+)? ?(?:s|sec|seconds?)?|second \d+|which seconds?|(?:what|which) (?:moment|time|second|scene)s?|moments?|scenes?|stills|froze\w*)\b|\b\d{1,2}:\d{2}\b/i,
  sound:
    /\b(bandwidth|pauses?|silen(?:ce|t|ces)|spectr(?:um|ogram|al)|frequenc(?:y|ies)|sound ?-?quality|audio ?-?quality|quality of the (?:sound|audio|recording)|sound ?-?track|audio ?-?track|hz|khz|noise|muted?|clipp\w+|telephone|the (?:sound|audio)|pitch)\b/i,
  coverage:
    /\b(not (?:been )?(?:checked|tested|covered|looked|examined|analy[sz]ed)|(?:un|wasn[’']t |didn[’']t |weren[’']t )check(?:ed)?|limits?|limitations?|coverage|water ?-?marks?|synth ?-?id|miss(?:ed|ing)?|checks|checked|tests|tested|methods?|how (?:do|does|did) (?:you|it|this|docket) (?:work|know|check|tell|decide)|blind spots?|web search|reverse (?:image )?search|elsewhere|online|on the (?:web|internet)|what (?:did|do|have) you (?:look|check|test|do)\w*|fail(?:ed|ures?)?)\b/i,
}

export interface ParsedQuestion {
  /** In the order in which answers stand. */
  topics: Topic[]
  /** The parts that no evidence here can answer, as they were asked. */
  beyond: string[]
}

/** What a question in English asks about. Words decide, in any order; what is asked for twice is answered once. */
export function parseQuestion(query: string): ParsedQuestion {
  let left = query.replace(/[‘’]/g, '’').replace(/\s+/g, ' ')
  const unanswerable: string[] = []
  for (const pattern of beyond) {
    left = left.replace(pattern, (found) => {
      unanswerable.push(found.trim())
      return ' '
    })
  }
  return { topics: topics.filter((topic) => asked[topic].test(left)), beyond: unanswerable }
}

/** The second a question names ("second 12", "at 3.5 s", "0:12"), from the start; null: none. */
export function namedSecond(query: string): number | null {
  const [, minutes, rest] = /\b(\d{1,3}):(\d{2})\b/.exec(query) ?? []
  if (minutes !== undefined && rest !== undefined) return Number(minutes) * 60 + Number(rest)
  const [, before, after] =
    /\bseconds? (\d{1,6}(?:\.\d+)?)|\b(\d{1,6}(?:\.\d+)?) ?(?:s|sec|seconds?)\b/i.exec(query) ?? []
  const named = before ?? after
  return named === undefined ? null : Number(named)
}
