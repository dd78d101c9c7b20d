def staff_second_factor(get_response):
    return get_response


def reader_time_zone(get_response):
    return get_response
