"""Sentences of the news of a made-up town, with gaps: {place}, {who}, {other}, {n}, {m}, {day}, {street}."""

from __future__ import annotations

PLACES = (
    "phường Bến Gỗ", "phường Cầu Mây", "xã Đồng Lạng", "xã Suối Chàm", "xã Vạn Tường Tây", "phường Hòa Khê",
    "xã Tân Thượng", "phường Lộc Giang", "xã Kim Sơn Hạ", "phường Đông Trấn", "xã Phước Nguyên", "xã Trà Bình Nam",
)  # fmt: skip
PEOPLE = (
    "Trần Văn Thử", "Lê Thị Mẫu", "Nguyễn Hữu Giả", "Phạm Minh Họa", "Võ Đình Ví", "Hoàng Thị Dụ", "Đặng Quốc Thí",
    "Bùi Thanh Nghiệm", "Phan Thị Phỏng", "Đỗ Xuân Chừng", "Hồ Sỹ Tạm", "Ngô Thị Ước", "Dương Đức Lệ", "Lý Thị Bản",
)  # fmt: skip
STREETS = ("Lê Lai", "Hàm Nghi", "Phan Đình Phùng", "Nguyễn Biểu", "Bùi Thị Xuân", "Tôn Thất Thuyết")
POSTS = (
    "Chủ tịch UBND", "Phó Chủ tịch UBND", "Bí thư Đảng ủy", "Chủ tịch HĐND", "Phó Bí thư Thường trực Đảng ủy",
    "Chủ tịch Ủy ban MTTQ", "Trưởng Công an", "Bí thư Đoàn Thanh niên",
)  # fmt: skip

# slug of the section -> its subjects: (headlines, leads, paragraphs of the body, captions)
Subject = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
SUBJECTS: dict[str, tuple[Subject, ...]] = {
    "xay-dung-dang": (
        (
            ("Đảng bộ {place} kết nạp {n} đảng viên mới trong quý", "{Place}: {n} quần chúng ưu tú đứng vào hàng ngũ"),
            ("Chiều {day}, Đảng ủy {place} tổ chức lễ kết nạp {n} quần chúng ưu tú, trong đó có {m} thanh niên.",),
            (
                "Trước lá cờ Đảng, các đảng viên mới đã đọc lời tuyên thệ và hứa giữ trọn lời thề trước chi bộ.",
                "Theo báo cáo, từ đầu năm đến nay đảng bộ đã mở {m} lớp bồi dưỡng nhận thức cho {n}0 quần chúng.",
                "Việc tạo nguồn ở các thôn xa còn khó, nhất là nơi thanh niên đi làm ăn ở tỉnh ngoài quanh năm.",
                "{Who}, {post} {place}, trao quyết định và giao nhiệm vụ cho đảng viên chính thức giúp đỡ người mới.",
            ),
            ("{Who}, {post} {place}, trao quyết định kết nạp.", "Các đảng viên mới tuyên thệ dưới cờ."),
        ),
        (
            (
                "Hội nghị giao ban Bí thư chi bộ {place} tháng {m}",
                "{Place} giao ban chi bộ, gỡ vướng {n} việc tồn đọng",
            ),
            ("Sáng {day}, Đảng ủy {place} giao ban với Bí thư {n} chi bộ để rà soát những việc còn vướng từ đầu năm.",),
            (
                "Các Bí thư chi bộ phản ánh {m} nhóm vấn đề, nhiều nhất là chỉnh trang ngõ xóm và thu gom rác.",
                "Một số nơi đề nghị sớm sửa nhà văn hóa vì mái dột, bàn ghế hỏng, không đủ chỗ cho {n}0 người họp.",
                "{Who} đề nghị mỗi chi bộ chọn một việc khó nhất, ghi rõ người làm và ngày xong, báo cáo sau {m} tuần.",
                "Hội nghị cũng nghe thông tin nhanh về tình hình thời sự và kế hoạch kiểm tra của cấp trên.",
            ),
            ("Quang cảnh hội nghị giao ban.", "Bí thư các chi bộ phát biểu ý kiến tại hội nghị."),
        ),
        (
            ("{Who} đối thoại với người dân {place} về đường {street}", "Đối thoại ở {place}: {n} ý kiến được trả lời"),
            ("Gần {n}00 người dân {place} đã đối thoại với lãnh đạo địa phương về đoạn đường {street} kéo dài.",),
            (
                "Mở đầu buổi đối thoại, đại diện ban quản lý dự án trình bày hướng tuyến và {m} phương án đền bù.",
                "Bà con hỏi nhiều về giá đất, thời điểm chi trả và nơi tái định cư cho {n} hộ phải dời nhà.",
                "Trả lời từng câu hỏi, {who} khẳng định không thu hồi khi chưa chi trả xong và công khai danh sách.",
                "Những ý kiến chưa trả lời được tại chỗ sẽ được niêm yết ở trụ sở trong vòng {m} ngày.",
            ),
            ("Người dân đặt câu hỏi tại buổi đối thoại.", "{Who} trả lời ý kiến của bà con."),
        ),
    ),
    "kinh-te": (
        (
            (
                "Nông dân {place} thu {n} tấn vải thiều đầu mùa",
                "Vải thiều {place} được giá, thương lái đặt mua tận vườn",
            ),
            ("Trên những sườn đồi của {place}, {n} tấn vải thiều chín sớm đã được hái và đưa về điểm cân ven đường.",),
            (
                "Giá bán tại vườn dao động từ {m}0.000 đến {n}.500 đồng một ki-lô-gam, cao hơn cùng kỳ năm ngoái.",
                "Hợp tác xã đã ký hợp đồng với {m} cơ sở sấy khô, nhờ đó quả nhỏ cũng có nơi tiêu thụ.",
                "Ông {other}, chủ một vườn rộng {m} ha, cho biết năm nay cây ra hoa đều vì rét vừa đủ và ít mưa phùn.",
                "Địa phương bố trí lực lượng phân luồng để xe tải không ùn tắc ở lối vào chợ đầu mối.",
            ),
            ("Người dân {place} thu hoạch vải thiều.", "Vải được phân loại trước khi đóng thùng xốp."),
        ),
        (
            ("Chợ {place} mở lại sau {n} tháng sửa chữa", "Hơn {n}0 tiểu thương trở lại chợ {place}"),
            ("Từ {day}, {n}0 tiểu thương đã bốc thăm xong vị trí và bày hàng trong nhà lồng mới của chợ {place}.",),
            (
                "Nhà lồng rộng hơn trước {m}00 mét vuông, có lối thoát nạn ở bốn phía và bể nước chữa cháy.",
                "Tiền thuê sạp được giữ nguyên trong {m} tháng đầu để bà con ổn định việc buôn bán.",
                "Ban quản lý chợ nhắc các hộ không lấn lối đi, không dùng bếp than và phân loại rác từ sạp.",
                "Chị {other} nói chợ sáng sủa hơn, khách đi dễ hơn, chỉ mong có thêm chỗ gửi xe phía sau.",
            ),
            ("Gian hàng rau củ trong nhà lồng mới.", "Lực lượng chức năng kiểm tra hệ thống chữa cháy ở chợ."),
        ),
        (
            ("{Place} hoàn thành {n} km kênh mương nội đồng", "Kênh mới về {place}, {n}0 ha lúa đủ nước"),
            ("Sau {m} tháng thi công, {n} km kênh mương nội đồng ở {place} đã được nghiệm thu và cho nước chảy.",),
            (
                "Kênh xây bằng bê tông đúc sẵn, rộng {m}0 cm, có {n} cửa chia nước đóng mở bằng tay quay.",
                "Trước đây bà con phải thay nhau thức đêm tát nước, vụ hè thu nào cũng có ruộng nứt nẻ.",
                "Tổng kinh phí {n} tỷ đồng, trong đó dân góp {m} phần trăm bằng công đào đắp và hiến đất.",
                "{Who} yêu cầu tổ thủy nông lập lịch lấy nước, dán ở nhà văn hóa từng thôn.",
            ),
            ("Đoạn kênh qua cánh đồng thôn {m} vừa hoàn thành.", "{Who} kiểm tra cửa chia nước."),
        ),
    ),
    "van-hoa": (
        (
            ("Lễ hội đình làng {place} đón {n}.000 lượt khách", "{Place} mở hội đình sau {m} năm trùng tu"),
            ("Trong ba ngày hội, đình làng ở {place} đã đón khoảng {n}.000 lượt khách dâng hương và xem trò chơi.",),
            (
                "Phần lễ giữ nguyên nghi thức rước nước từ bến sông về đình với {m}0 người mặc áo the.",
                "Phần hội có đấu vật, kéo co, thi nấu cơm và đêm hát dân ca của {n} câu lạc bộ.",
                "Ban tổ chức bố trí {m} điểm gửi xe không thu tiền, không để xảy ra chèo kéo hay trộm cắp.",
                "Cụ {other}, {n}8 tuổi, kể rằng hồi nhỏ cụ từng khiêng kiệu trên chính con đường này.",
            ),
            ("Đoàn rước nước từ bến sông về đình.", "Các đô vật tranh tài trên sân đình.", "Thi nấu cơm niêu đất."),
        ),
        (
            ("Trường tiểu học {place} có thư viện {n}.000 cuốn sách", 'Thư viện "xanh" của học trò {place}'),
            ("Thư viện mới của trường tiểu học ở {place} mở cửa với {n}.000 cuốn sách do phụ huynh trao tặng.",),
            (
                "Các kệ sách thấp vừa tầm tay trẻ, đặt dọc hành lang và dưới {m} gốc bàng giữa sân.",
                "Mỗi lớp có một tiết đọc trong tuần; em nào đọc xong được kể lại cho các bạn nghe dưới cờ.",
                "Cô {other} cho biết số lượt mượn đã tăng gấp {m} chỉ sau một học kỳ.",
                "Nhà trường mong nhận thêm truyện thiếu nhi và sách khoa học có hình.",
            ),
            ("Học sinh đọc sách dưới gốc bàng.", "Góc thư viện do cựu học sinh trao tặng."),
        ),
        (
            ("Đội bóng chuyền nữ {place} vô địch giải hè lần thứ {n}", "Giải bóng chuyền hè: {place} lên ngôi"),
            ("Thắng ba hiệp trắng trong trận chung kết tối {day}, đội nữ {place} lần thứ {m} giành cúp giải hè.",),
            (
                "Giải năm nay có {n} đội, thi đấu vòng tròn trong {m} ngày tại nhà thi đấu trung tâm.",
                "Hàng trăm cổ động viên mang trống, chiêng đến cổ vũ, kín cả hai khán đài.",
                "Đội trưởng {other} nói cả đội chỉ tập được vào buổi tối sau khi tan ca ở xưởng may.",
                "Ban tổ chức trao thêm giải phong cách cho đội khách và cầu thủ trẻ nhất giải.",
            ),
            ("Trận chung kết giữa hai đội nữ.", "{Who} trao cúp cho đội vô địch."),
        ),
    ),
    "quoc-phong": (
        (
            ("Công an {place} bắt nhóm trộm {n} xe máy", "{Place}: triệt phá nhóm trộm cắp liên xã"),
            ("Sau {m} ngày lần theo dấu vết, Công an {place} đã bắt nhóm đối tượng gây ra {n} vụ trộm xe máy.",),
            (
                "Nhóm này thường chọn lúc nửa đêm, phá khóa cổng rồi đẩy xe ra đường lớn mới nổ máy.",
                "Công an đã thu hồi {m} chiếc xe và trao trả cho chủ; số còn lại đang được truy tìm.",
                "Cơ quan điều tra khuyến cáo bà con lắp thêm khóa, không để xe ngoài hiên qua đêm.",
                "Anh {other}, một bị hại, xúc động vì chiếc xe là phương tiện chở hàng nuôi cả nhà.",
            ),
            ("Tang vật được thu giữ tại trụ sở công an.", "Công an trao trả xe cho người bị mất."),
        ),
        (
            ("{Place} tiễn {n} tân binh lên đường", "Rộn ràng ngày hội tòng quân ở {place}"),
            ("Từ sáng sớm {day}, sân vận động {place} đã đông người đến tiễn {n} thanh niên lên đường nhập ngũ.",),
            (
                "Trong số tân binh có {m} người tốt nghiệp đại học, {m} đảng viên và hai cặp anh em ruột.",
                "Tiếng trống vừa dứt, từng đoàn xe nối nhau rời sân trong vẫy chào của gia đình và bạn bè.",
                "{Who} tặng mỗi tân binh một phần quà và dặn các em giữ gìn sức khỏe, chấp hành kỷ luật.",
                "Các gia đình có hai con nhập ngũ được tặng sổ tiết kiệm trị giá {m} triệu đồng.",
            ),
            ("Tân binh chào gia đình trước giờ lên xe.", "{Who} tặng hoa động viên tân binh.", "Cầu vinh quang."),
        ),
        (
            ("Diễn tập chữa cháy rừng tại {place} với {n}0 người", "{Place} diễn tập dập lửa ở rừng phòng hộ"),
            ("Tình huống đặt ra là đám cháy lan nhanh trên {m} ha rừng thông của {place} khi gió tây nam cấp 6.",),
            (
                "Lực lượng tại chỗ phát băng trắng, dùng máy thổi gió và bình nước đeo vai để khoanh lửa.",
                "Sau {n}5 phút, đám cháy giả định được khống chế, {m} hộ dân ở bìa rừng về lại nhà.",
                "Hạt kiểm lâm rút kinh nghiệm khâu thông tin vì máy bộ đàm mất sóng ở khe núi.",
                "{Who} giao các thôn cắt cử người trực chòi canh suốt đợt nắng nóng.",
            ),
            ("Lực lượng chữa cháy triển khai vòi nước.", "Người dân được đưa tới nơi an toàn."),
        ),
    ),
}
COMMON = (
    "Phát biểu tại đây, {who}, {post} {place}, ghi nhận nỗ lực của cán bộ và nhân dân trong {n} tháng qua.",
    "Dịp này, {m} tập thể và {n} cá nhân được khen thưởng vì có nhiều đóng góp cho phong trào chung.",
    "Ông {other}, người dân ở ngõ {n} đường {street}, mong việc này được làm thường xuyên và đến nơi đến chốn.",
    "Theo kế hoạch, trước ngày {m}/12 các tổ dân phố sẽ họp đánh giá và gửi kết quả về bộ phận tổng hợp.",
    "Kinh phí lấy từ ngân sách địa phương và nguồn xã hội hóa, được công khai trên bảng tin suốt {m} tuần.",
    "Trong thời gian tới, {place} tiếp tục rà soát, ưu tiên những nơi còn khó và hộ neo đơn.",
    "Lãnh đạo các phòng, ban và đại diện {n} tổ liên gia cùng dự và cho ý kiến cụ thể vào từng phần việc.",
    "Một cuộc khảo sát nhỏ cho thấy cứ {n} người được hỏi thì có {m} người hài lòng với cách làm hiện nay.",
)
ENDINGS = (
    "Công việc sẽ được tổng kết vào cuối quý.",
    "Mọi ý kiến xin gửi về bộ phận một cửa trong giờ hành chính.",
    "Đây là năm thứ {m} liên tiếp hoạt động này được duy trì.",
    "Bà con phấn khởi và chờ những đổi thay tiếp theo.",
)
COMMENTS = (
    "Tin rất kịp thời, cảm ơn ban biên tập.",
    "Mong địa phương sớm làm tiếp đoạn qua thôn chúng tôi, mùa mưa đi lại khổ lắm.",
    "Cháu tôi cũng có mặt hôm đó, không khí vui thật.",
    "Đề nghị công khai kinh phí cho dân biết.",
    "Ảnh đẹp quá, xin phép lưu lại làm kỷ niệm.",
)
