"""Sentences annotated by hand before the code was run on them: dates of events, and publication stamps.

Made-up towns. ``EVENTS``: (published, text, events), an event being (text, start, end, part of day); ``None`` is a
date whose year nothing tells. ``STAMPS``: (text, value, kind), value ``None`` where the text is no stamp.
"""

from __future__ import annotations

M, N, A, E = "morning", "noon", "afternoon", "evening"
Row = tuple[str | None, str, list[tuple[str, str | None, str | None, str | None]]]

EVENTS: list[Row] = [
    # forms of the day
    (None, "Sáng thứ Năm, ngày 04/3/2021, UBND xã Hòa Lạc tổ chức hội nghị giao ban.",
     [("Sáng thứ Năm, ngày 04/3/2021", "2021-03-04", "2021-03-04", M)]),
    (None, "SÁNG NGÀY 4/3/2021, ĐẢNG BỘ XÃ HÒA LẠC TỔ CHỨC ĐẠI HỘI",
     [("SÁNG NGÀY 4/3/2021", "2021-03-04", "2021-03-04", M)]),
    (None, "Tối 14.2.2022, tại sân vận động xã diễn ra đêm hội giao quân.",
     [("Tối 14.2.2022", "2022-02-14", "2022-02-14", E)]),
    (None, "Chiều ngày04/3/2021 đoàn công tác đã đến thăm xã.",
     [("Chiều ngày04/3/2021", "2021-03-04", "2021-03-04", A)]),
    ("2018-09-06T08:00:00+07:00", "Ngày mùng 5/9, thầy trò các trường trên địa bàn khai giảng năm học mới.",
     [("Ngày mùng 5/9", "2018-09-05", "2018-09-05", None)]),
    (None, "Sáng ngày 05/9 /2018, các trường đồng loạt khai giảng.",
     [("Sáng ngày 05/9 /2018", "2018-09-05", "2018-09-05", M)]),
    (None, "Ngày 04/03/21, Hội Nông dân xã ra quân trồng cây.", [("Ngày 04/03/21", "2021-03-04", "2021-03-04", None)]),
    (None, "Sáng\nngày 20\xa0tháng 3\nnăm 2023, HĐND xã họp.",
     [("Sáng ngày 20 tháng 3 năm 2023", "2023-03-20", "2023-03-20", M)]),
    (None, "Vào lúc 14 giờ 00 ngày 10 tháng 02 năm 2023, tại hội trường xã diễn ra buổi gặp mặt.",
     [("ngày 10 tháng 02 năm 2023", "2023-02-10", "2023-02-10", A)]),
    (None, "Đúng 7h30 phút sáng 5/9/2019, lễ khai giảng bắt đầu.",
     [("sáng 5/9/2019", "2019-09-05", "2019-09-05", M)]),
    (None, "Đêm 31/12/2022, hàng nghìn người dân đổ về quảng trường đón năm mới.",
     [("Đêm 31/12/2022", "2022-12-31", "2022-12-31", E)]),
    (None, "Trưa 12/7/2022, lãnh đạo huyện thăm các chốt trực.", [("Trưa 12/7/2022", "2022-07-12", "2022-07-12", N)]),
    (None, "Sáng 15/02/2024 (tức mồng 6 tháng Giêng), UBND thị xã phát động Tết trồng cây.",
     [("Sáng 15/02/2024", "2024-02-15", "2024-02-15", M)]),
    (None, "Chiều ngày 01/6/2023 (nhằm ngày 13/04 năm Quý Mão), đoàn đến thăm chùa Linh Sơn.",
     [("Chiều ngày 01/6/2023", "2023-06-01", "2023-06-01", A)]),
    # ranges
    (None, "Từ ngày 28/12/2020 đến 03/01/2021, huyện tổ chức giải bóng chuyền.",
     [("Từ ngày 28/12/2020 đến 03/01/2021", "2020-12-28", "2021-01-03", None)]),
    (None, "Từ ngày 30/12 đến ngày 02/01/2021, xã tổ chức hội thao.",
     [("Từ ngày 30/12 đến ngày 02/01/2021", "2020-12-30", "2021-01-02", None)]),
    (None, "Trong các ngày 9, 10 và 12/6/2020, đoàn giám sát làm việc tại ba xã.",
     [("Trong các ngày 9, 10 và 12/6/2020", "2020-06-09", "2020-06-12", None)]),
    (None, "Trong hai ngày (8 và 9/8/2022), Huyện đoàn tổ chức trại hè.",
     [("Trong hai ngày (8 và 9/8/2022)", "2022-08-08", "2022-08-09", None)]),
    ("2024-06-15", "Từ ngày 10-14/6, Trung tâm Chính trị mở lớp bồi dưỡng.",
     [("Từ ngày 10-14/6", "2024-06-10", "2024-06-14", None)]),
    ("2021-07-08T10:00:00+07:00", "Từ ngày 24/6 đến 6/7, toàn huyện đã lấy 1.200 mẫu.",
     [("Từ ngày 24/6 đến 6/7", "2021-06-24", "2021-07-06", None)]),
    (None, "Ngày 5 và 6 tháng 11 năm 2024, HĐND huyện họp thường lệ.",
     [("Ngày 5 và 6 tháng 11 năm 2024", "2024-11-05", "2024-11-06", None)]),
    # years that are not printed
    ("2021-01-03T07:30:00+07:00", "Chiều 30/12, UBND huyện tổng kết công tác năm 2020.",
     [("Chiều 30/12", "2020-12-30", "2020-12-30", A)]),
    ("2024-05-20", "Sáng 3/2, xã gặp mặt đảng viên.", [("Sáng 3/2", None, None, M)]),
    (None, "Ngày 15/10, UBND huyện họp đánh giá tình hình 9 tháng đầu năm 2023.",
     [("Ngày 15/10", "2023-10-15", "2023-10-15", None)]),
    (None, "Sáng 5/9, Trường THCS Hòa Lạc khai giảng năm học 2022-2023.",
     [("Sáng 5/9", "2022-09-05", "2022-09-05", M)]),
    (None, "Chiều 6/3, Thành ủy trao Giải Báo chí năm 2023, nhân 94 năm Ngày thành lập Đảng bộ "
     "(17/3/1930 - 17/3/2024).",
     [("Chiều 6/3", "2024-03-06", "2024-03-06", A)]),
    (None, "Ngày 2/4, Hội Phụ nữ xã họp đại hội nhiệm kỳ 2021-2026.", [("Ngày 2/4", None, None, None)]),
    (None, "Sáng 28/12, Huyện ủy tổng kết năm 2023, triển khai nhiệm vụ năm 2024.",
     [("Sáng 28/12", "2023-12-28", "2023-12-28", M)]),
    # relative
    ("2022-11-22T16:40:00+07:00", "Chiều nay, đồng chí Bí thư Huyện ủy đã tiếp công dân.",
     [("Chiều nay", "2022-11-22", "2022-11-22", A)]),
    ("2022-11-22T06:40:00+07:00", "Tối qua, tại nhà văn hóa thôn diễn ra đêm văn nghệ.",
     [("Tối qua", "2022-11-21", "2022-11-21", E)]),
    ("2022-11-22", "Hôm qua (21/11), Công an huyện ra quân.", [("Hôm qua (21/11)", "2022-11-21", "2022-11-21", None)]),
    ("2022-11-22", "Cuối tuần qua, đoàn viên xã đã ra quân làm đường.", []),
    # several
    ("2023-08-10", "Sáng 9/8, Đoàn kiểm tra làm việc tại xã An Bình. Chiều cùng ngày, đoàn làm việc tại xã An Hòa.",
     [("Sáng 9/8", "2023-08-09", "2023-08-09", M), ("Chiều cùng ngày", "2023-08-09", "2023-08-09", A)]),
    (None, "Sáng 9/8/2023, xã họp.\n\nĐại hội diễn ra trong 2 ngày 9 và 10/8/2023.",
     [("Sáng 9/8/2023", "2023-08-09", "2023-08-09", M)]),
    # not events
    (None, "Quyết định số 15/QĐ-UBND ngày 20/3/2024 của UBND tỉnh có hiệu lực từ ngày 01/4/2024.", []),
    (None, "Chào mừng kỷ niệm 79 năm Quốc khánh (02/9/1945 - 02/9/2024), 8/10 thôn đã treo cờ.", []),
    (None, "Người dân gọi số 0299.3822339 trước ngày 30/11/2024, máy chủ 10.1.2.2020 phục vụ 24/24h.", []),
    (None, "Ông Nguyễn Văn A, sinh ngày 15/4/1980, cư trú tại xã Hòa Lạc.", []),
    (None, "Kỳ họp dự kiến diễn ra vào ngày 20, 21/12/2025.", []),
    (None, "Sáng ngày 31/02/2024, xã họp.", [("Sáng ngày 31/02/2024", None, None, M)]),
    (None, "Tính đến 17h00 ngày 15/3/2022, toàn huyện có 312 ca mắc mới.", []),
    (None, "Thực hiện Kế hoạch số 46/KH-UBND ngày 20/3/2024 của UBND huyện, chiều ngày 02/4/2024, xã diễn tập.",
     [("chiều ngày 02/4/2024", "2024-04-02", "2024-04-02", A)]),
    (None, "Trong tháng 5/2021, xã đã vận động 5,5 tỷ đồng; tỷ số trận đấu là 3-1; xếp hạng 4/12.", []),
]  # fmt: skip

STAMPS: list[tuple[str, str | None, str | None]] = [
    ("Cập nhật ngày: 26/08/2020 14:06", "2020-08-26T14:06:00+07:00", "updated"),
    ("Ngày đăng: 08/07/2024  11:38", "2024-07-08T11:38:00+07:00", "published"),
    ("22/12/2015 | 10:52 AM", "2015-12-22T10:52:00+07:00", "published"),
    ("Thời gian đăng: 22/07/2020 10:02:18 PM", "2020-07-22T22:02:18+07:00", "published"),
    ("18:00 |22/05/2022", "2022-05-22T18:00:00+07:00", "published"),
    ("Cập nhật: 22:19, 05/05/2022 (GMT+7)", "2022-05-05T22:19:00+07:00", "updated"),
    ("Thứ Năm, 17/07/2025", "2025-07-17", "published"),
    ("CN, 29/08/2021 - 19:10", "2021-08-29T19:10:00+07:00", "published"),
    ("Đăng ngày 17 - 05 - 2024", "2024-05-17", "published"),
    ("date 2025-10-03", "2025-10-03", "published"),
    ("Đăng lúc: 14 giờ 30 phút, ngày 03 tháng 02 năm 2024", "2024-02-03T14:30:00+07:00", "published"),
    ("04/03/2021 15:30 PM", "2021-03-04T15:30:00+07:00", "published"),
    ("04/03/2021 12:05 AM", "2021-03-04T00:05:00+07:00", "published"),
    ("7h30 ngày 4-3-2021", "2021-03-04T07:30:00+07:00", "published"),
    ("04/03/2021 03:30 CH", "2021-03-04T15:30:00+07:00", "published"),
    ("Hôm nay: Thứ Ba, 24/11/2026", "2026-11-24", "clock"),
    ("31/02/2024", None, None),
    ("12/25/2020 10:00", None, None),
    ("Sáng 04/3/2021, Đảng bộ cơ quan Thị ủy đã chỉ đạo chi bộ sinh hoạt chuyên đề", None, None),
    ("Giấy phép số 45/GP-BC ngày 12/02/2018 của Cục Báo chí", None, None),
]
