"""The columns of the table of updates: the fields of schemas/src/main/avro/lake/LakeUpdate.avsc.

league is a folder and not a column, because Hive has no name twice.
"""

PARTITIONS = (
    ('league', 'string', 'league of the game'),
    ('date', 'date', 'scheduled start of the game, UTC'),
)

OUTCOME = ('struct<id:string,name:string,probability:double,win:double,half_win:double,'
           'refund:double,half_lose:double,lose:double,fair_price:double,price:decimal(18,4),'
           'active:boolean>')

COLUMNS = (
    ('update_id', 'string'),
    ('epoch', 'bigint'),
    ('sequence', 'bigint'),
    ('game_id', 'string'),
    ('game_date', 'date'),
    ('player_id', 'string'),
    ('market_id', 'int'),
    ('market_name', 'string'),
    ('specifiers', 'string'),
    ('period', 'string'),
    ('status', 'string'),
    ('reason', 'string'),
    ('outcomes', f'array<{OUTCOME}>'),
    ('as_of_event_id', 'string'),
    ('as_of_event_time', 'timestamp'),
    ('model_id', 'string'),
    ('model_version', 'string'),
    ('config_version', 'string'),
    ('margin_target', 'double'),
    ('margin_actual', 'double'),
    ('devig_method', 'string'),
    ('consensus', 'struct<books:int,supplier_groups:int,oldest_quote_age_ms:bigint,'
                  'dispersion:double>'),
    ('prior', 'string'),
    ('defaulted', 'array<string>'),
    ('settlement', 'struct<certainty:string,results:array<struct<outcome_id:string,'
                   'settled_as:string,void_factor:double>>>'),
    ('correction_of', 'string'),
    ('source', 'struct<topic:string,partition:int,offset:bigint>'),
    ('received_at', 'timestamp'),
    ('computed_at', 'timestamp'),
    ('enrichment', 'string'),
)
