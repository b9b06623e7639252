import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { CaseEvidence } from '@/lib/cases/read-case'
import { evidenceStatuses } from '@/lib/engine/evidence'
import { Disclosure } from './disclosure'
import { countFamilies, evidenceReading } from './evidence-reading'
import { familyNames, statusNames } from './evidence-words'

/** What all checks together came to, and by kind of check: before any single one, so that none stands for all. */
export function EvidenceSummary({ evidence }: { evidence: CaseEvidence[] }) {
  if (evidence.length === 0) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1 text-sm">
      <p className="text-pretty">{evidenceReading(evidence)}</p>
      <Disclosure summary="By kind of check">
        <Table label="What was found, by kind of check">
          <TableHeader>
            <TableRow>
              <TableHead>Kind</TableHead>
              {evidenceStatuses.map((status) => (
                <TableHead key={status} className="text-right">
                  {statusNames[status].name}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {countFamilies(evidence).map(({ family, counts }) => (
              <TableRow key={family}>
                <th scope="row" className="px-3 py-2 text-left font-normal">
                  {familyNames[family]}
                </th>
                {evidenceStatuses.map((status) => (
                  <TableCell key={status} className="py-2 text-right tabular-nums">
                    {counts[status]}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Disclosure>
    </div>
  )
}
