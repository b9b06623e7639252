/** By which proxy.ts tells a page the path and query it was asked for; a browser's own header of that name is replaced. */
export const pathHeader = 'x-docket-path'
