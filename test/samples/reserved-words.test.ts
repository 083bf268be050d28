import { describe, expect, it } from 'vitest';
import { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from 'zoom-qss';

/** Words that cannot name a column without quotes, by dialect; of ClickHouse those that its parser takes for a clause. */
const RESERVED: Readonly<Record<string, string>> = {
  Postgres: `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
    collation column concurrently constraint create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign
    freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like
    limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
    references returning right select session_user similar some symmetric system_user table tablesample then to trailing
    true union unique user using variadic verbose when where window with`,
  DuckDB: `all analyse analyze and anti any array as asc asof asymmetric authorization binary both case cast check collate
    collation column concurrently constraint create cross default deferrable desc describe distinct do else end except
    false fetch for foreign freeze from full generated glob grant group having ilike in initially inner intersect into is
    isnull join lambda lateral leading left like limit map natural not notnull null offset on only or order outer overlaps
    pivot pivot_longer pivot_wider placing positional primary qualify references returning right select semi show similar
    some struct summarize symmetric table tablesample then to trailing true try_cast union unique unpivot using variadic
    verbose when where window with`,
  SQLite: `abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade
    case cast check collate column commit conflict constraint create cross current current_date current_time
    current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape except
    exclude exclusive exists explain fail filter first following for foreign from full generated glob group groups having
    if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key last left like
    limit match materialized natural no not nothing notnull null nulls of offset on or order others outer over partition
    plan pragma preceding primary query raise range recursive references regexp reindex release rename replace restrict
    returning right rollback row rows savepoint select set table temp temporary then ties to transaction trigger unbounded
    union unique update using vacuum values view virtual when where window with without`,
  ClickHouse: `all anti any array as asof between cross except final format from full global group having ilike in inner
    intersect into is join left like limit not offset on only or order paste prewhere qualify right sample select semi
    settings union using where window with`,
  MySQL: `accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case
    change char character check collate column condition constraint continue convert create cross cube cume_dist
    current_date current_time current_timestamp current_user cursor database databases day_hour day_microsecond day_minute
    day_second dec decimal declare default delayed delete dense_rank desc describe deterministic distinct distinctrow div
    double drop dual each else elseif empty enclosed escaped except exists exit explain false fetch first_value float
    float4 float8 for force foreign from fulltext function generated get grant group grouping groups having high_priority
    hour_microsecond hour_minute hour_second if ignore in index infile inner inout insensitive insert int int1 int2 int3
    int4 int8 integer intersect interval into io_after_gtids io_before_gtids is iterate join json_table key keys kill lag
    last_value lateral lead leading leave left like limit linear lines load localtime localtimestamp lock long longblob
    longtext loop low_priority manual master_bind master_ssl_verify_server_cert match maxvalue mediumblob mediumint
    mediumtext middleint minute_microsecond minute_second mod modifies natural not no_write_to_binlog nth_value ntile null
    numeric of on optimize optimizer_costs option optionally or order out outer outfile over parallel partition
    percent_rank precision primary procedure purge qualify range rank read reads read_write real recursive references
    regexp release rename repeat replace require resignal restrict return revoke right rlike row rows row_number schema
    schemas second_microsecond select sensitive separator set show signal smallint spatial specific sql sqlexception
    sqlstate sqlwarning sql_big_result sql_calc_found_rows sql_small_result ssl starting stored straight_join system table
    tablesample terminated then tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned update
    usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying virtual when where while
    window with write xor year_month zerofill`,
  BigQuery: `all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube
    current default define desc distinct else end enum escape except exclude exists extract false fetch following for from
    full group grouping groups hash having if ignore in inner intersect interval into is join lateral left like limit
    lookup merge natural new no not null nulls of on or order outer over partition preceding proto qualify range recursive
    respect right rollup rows select set some struct tablesample then to treat true unbounded union unnest using when where
    window with within`,
  Snowflake: `account all alter and any as between by case cast check column connect connection constraint create cross
    current current_date current_time current_timestamp current_user database delete distinct drop else exists false
    following for from full grant group gscluster having ilike in increment inner insert intersect into is issue join
    lateral left like localtime localtimestamp minus natural not null of on or order organization qualify regexp revoke
    right rlike row rows sample schema select set some start table tablesample then to trigger true try_cast union unique
    update using values view when whenever where with`,
};

describe('no column', () => {
  it.each(Object.entries(RESERVED))('has a name that %s reserves', (_, words) => {
    const reserved = new Set(words.split(/\s+/));
    expect(reserved.has('select')).toBe(true);
    const names = [...SAMPLE_COLUMNS, ...SNAPSHOT_COLUMNS].map(({ name }) => name);
    expect(names.filter((name) => reserved.has(name))).toEqual([]);
  });
});
