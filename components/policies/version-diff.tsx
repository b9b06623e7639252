import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { PolicyVersion } from '@/lib/policies/read-policy'
import { ruleWords } from '@/lib/policies/rule-words'
import { TextDiff } from './text-diff'

/** What changed from one version of a policy to another: its words, and which of its rules. */
export function VersionDiff({ before, after }: { before: PolicyVersion; after: PolicyVersion }) {
  const was = ruleWords(before.rules)
  const changed = ruleWords(after.rules).flatMap(({ name, says }) => {
    const earlier = was.find((one) => one.name === name)?.says ?? ''
    return earlier === says ? [] : [{ name, earlier, says }]
  })
  const sameWords = before.words === after.words
  return (
    <div className="grid gap-6">
      <section aria-labelledby="words-changed" className="grid gap-2">
        <h3 id="words-changed" className="text-sm font-semibold">
          Words
        </h3>
        {sameWords ? (
          <p className="text-sm text-muted-foreground">They are the same.</p>
        ) : (
          <TextDiff before={before.words} after={after.words} />
        )}
      </section>
      <section aria-labelledby="rules-changed" className="grid gap-2">
        <h3 id="rules-changed" className="text-sm font-semibold">
          Rules
        </h3>
        {changed.length === 0 ? (
          <p className="text-sm text-muted-foreground">They are the same.</p>
        ) : (
          <Table label="Rules that changed">
            <TableHeader>
              <TableRow>
                <TableHead>Rule</TableHead>
                <TableHead>Version {before.version}</TableHead>
                <TableHead>Version {after.version}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {changed.map(({ name, earlier, says }) => (
                <TableRow key={name}>
                  <TableCell className="align-top text-muted-foreground">{name}</TableCell>
                  <TableCell className="align-top [overflow-wrap:anywhere]">{earlier}</TableCell>
                  <TableCell className="align-top [overflow-wrap:anywhere]">{says}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </section>
    </div>
  )
}
