# Generated from schemas/topics.yaml by `make render-infra`; do not edit.
"""What partners may read: league to topic."""

PUBLIC_TOPICS = {
    'epl': 'odds.updates.public.epl',
    'mlb': 'odds.updates.public.mlb',
    'nba': 'odds.updates.public.nba',
    'nfl': 'odds.updates.public.nfl',
    'nhl': 'odds.updates.public.nhl',
}
