/** Where the next page of a listing begins, as S3 said with the last one. */
export interface PageEnd {
  IsTruncated?: boolean | undefined
  NextKeyMarker?: string | undefined
}

/** Whether there is another page. Throws where S3 says so but not where it begins: the first one would come for ever. */
export function goesOn({ IsTruncated, NextKeyMarker }: PageEnd): boolean {
  if (IsTruncated && !NextKeyMarker) throw new Error('S3 says that a listing goes on, and does not say where')
  return IsTruncated === true
}
