import { Fragment } from 'react'
import { cn } from '@/components/ui/cn'
import { TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ReferenceField } from '@/lib/detect/openapi-words'
import { recordAnchor } from './anchors'

interface FieldTableProps {
  /** What the fields are of, for those who hear the page. */
  label: string
  fields: ReferenceField[]
  /** Whether the fields are given (and may be left out) or answered. */
  given: boolean
}

/** Fields with their types and meanings. On narrow screens type and default stand below the name. */
export function FieldTable({ label, fields, given }: FieldTableProps) {
  const wide = 'hidden md:table-cell'
  return (
    <table aria-label={label} className="w-full table-fixed text-sm">
      <TableHeader>
        <TableRow>
          <TableHead className="w-[44%] pl-0 md:w-[27%]">Name</TableHead>
          <TableHead className={cn(wide, given ? 'w-[18%]' : 'w-[27%]')}>Type</TableHead>
          {given ? <TableHead className={cn(wide, 'w-[12%]')}>Default</TableHead> : null}
          <TableHead>Meaning</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.name}>
            <TableCell className="pl-0 align-top">
              <code className="font-mono text-[0.8125rem] font-medium wrap-anywhere">{breakable(field.name)}</code>
              {given && field.required ? <span className="block text-xs text-muted-foreground">required</span> : null}
              <span className="block text-xs text-muted-foreground md:hidden">
                <Type field={field} />
                {field.standard === null ? null : `, default ${field.standard}`}
              </span>
            </TableCell>
            <TableCell className={cn(wide, 'align-top text-[0.8125rem] text-muted-foreground')}>
              <Type field={field} />
            </TableCell>
            {given ? (
              <TableCell className={cn(wide, 'align-top font-mono text-[0.8125rem] text-muted-foreground')}>
                {field.standard ?? <span aria-hidden>–</span>}
              </TableCell>
            ) : null}
            <TableCell className="align-top text-pretty wrap-anywhere">{field.says}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </table>
  )
}

/** A name that may break after its underscores. */
function breakable(name: string) {
  return name.split('_').map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name, which never change places
    <Fragment key={place}>
      {place > 0 ? '_' : null}
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}

/** A type in words; records in it lead to what they hold. */
function Type({ field: { type, records } }: { field: ReferenceField }) {
  const names = new Set(records)
  return type.split(/(\w+)/).map((word, place) =>
    names.has(word) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of one text, which never change places
      <a key={place} href={`#${recordAnchor(word)}`} className="text-primary underline underline-offset-2">
        {word}
      </a>
    ) : (
      word
    ),
  )
}
