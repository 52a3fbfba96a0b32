def test_a(office):
    assert office.desk.pk
