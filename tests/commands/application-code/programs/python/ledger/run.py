from ledger.store import Ledger

ledger = Ledger()
ledger.transfer("a", "b", 3)


class Fake:
    """Has a function of the same name, and is no client."""

    def put_item(self, **kwargs):
        return kwargs


Fake().put_item(TableName="nothing")
