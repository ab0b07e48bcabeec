"""Budget: what an environment may cost, and who hears of it."""

from .common import Composite

# Percent of the limit: half is early enough to ask why, all is late.
SPENT = (50, 80, 100)


class Budget(Composite):

    def build(self):
        told = [self.input['email']]
        warnings = [('ACTUAL', percent) for percent in SPENT] + [('FORECASTED', 100)]
        self.managed('monthly', 'budgets', 'Budget', {
            'budgetType': 'COST',
            'timeUnit': 'MONTHLY',
            'limitAmount': str(self.input['monthlyUsd']),
            'limitUnit': 'USD',
            # What carries no tag is paid too, and is what nobody looks at: no filter.
            'notification': [{
                'notificationType': kind, 'comparisonOperator': 'GREATER_THAN',
                'threshold': percent, 'thresholdType': 'PERCENTAGE',
                'subscriberEmailAddresses': told,
            } for kind, percent in warnings],
        }, external_name=self.aws_name())
