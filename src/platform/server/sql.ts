/** Plain SQL with its values apart: ``sql`select … where id = ${id}` `` never puts a value into the text. */
export { default as sql, join, raw, empty, Sql } from 'sql-template-tag';
