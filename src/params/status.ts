/** `/trouble/404`: only statuses that have a page. */
export const match = (param: string): boolean => /^(400|401|403|404|410|413|415|422|429|500|503|507)$/.test(param);
